import { z } from 'zod';

const LambdaCause = z.object({ errorMessage: z.string() });

/** A failure's name and message as people want them: a Lambda's cause is JSON around the message, others are text. */
export function readFailure({ name, message }: { name: string; message: string }): { name: string; message: string } {
  const cause = LambdaCause.safeParse(parseJson(message));
  return { name, message: cause.success ? cause.data.errorMessage : message };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
