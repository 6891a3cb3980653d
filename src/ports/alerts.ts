/** Tells people that something needs a look. */
export interface Alerts {
  /** @param subject - at most 100 ASCII characters */
  send(subject: string, message: unknown): Promise<void>;
}
