import { closest } from 'fastest-levenshtein';
import { describeValue } from '../contracts/describe-value.ts';
import type { ModelManifest } from '../contracts/model-manifest.ts';
import { type PredictRequestForm, predictRequestForms } from '../contracts/predict-request.ts';
import { InvalidRequestError } from '../errors.ts';
import { type ColumnSlot, columnSlots, type ModelRows } from './model-rows.ts';
import { parseJson } from './parse-json.ts';
import { readListRows, readNamedRows, readSplitRows } from './read-rows.ts';

/** Lambda's own limit for a request. */
export const MAX_BODY_BYTES = 6 * 1024 * 1024;
const MAX_ROWS = 10_000;
/** Keeps the answer below Lambda's 6 MB too, at some 22 bytes per probability. */
const MAX_PROBABILITIES = 200_000;

const FORMS = Object.keys(predictRequestForms) as PredictRequestForm[];

/** How many rows a request may bring: 10,000, or fewer when the model has more than 20 classes. */
export const rowLimit = ({ classes }: Pick<ModelManifest, 'classes'>): number =>
  Math.min(MAX_ROWS, Math.floor(MAX_PROBABILITIES / Math.max(classes.length, 1)));

/**
 * Reads the body of a prediction request in any of the forms of `predictRequestForms`. Columns that are given by name
 * may come in any order; of a name that comes twice the last one counts, as everywhere in JSON. null is missing.
 *
 * @throws InvalidRequestError naming the row and the column
 */
export function parsePredictRequest(body: string, manifest: Pick<ModelManifest, 'features' | 'classes'>): ModelRows {
  if (Buffer.byteLength(body) > MAX_BODY_BYTES) {
    throw new InvalidRequestError('BATCH_TOO_LARGE', `the body is larger than 6 MB: ${SMALLER}`);
  }
  const request = requireObject(parseJson(body));
  const slots = columnSlots(manifest.features.rawColumns);
  return readForm(request, chooseForm(request), slots, rowLimit(manifest));
}

const SMALLER = 'send the rows in parts, or use batch inference';

function requireObject(json: unknown): object {
  if (typeof json === 'object' && json !== null && !Array.isArray(json)) return json;
  throw invalid(`the body must be an object such as {"features":[[…]]}, it is ${describeValue(json)}`);
}

function chooseForm(request: object): PredictRequestForm {
  const keys = Object.keys(request);
  const unknown = keys.find((key) => !FORMS.some((form) => form === key));
  if (unknown !== undefined) {
    const nearest = closest(unknown.slice(0, 80), FORMS);
    throw invalid(`unknown key "${unknown.slice(0, 80)}": did you mean "${nearest}"? (known: ${FORMS.join(', ')})`);
  }
  const [form, ...others] = FORMS.filter((name) => Object.hasOwn(request, name));
  if (form === undefined || others.length > 0) throw invalid(`send exactly one of ${FORMS.join(', ')}`);
  return form;
}

function readForm(request: object, form: PredictRequestForm, slots: readonly ColumnSlot[], limit: number): ModelRows {
  const content: unknown = Reflect.get(request, form);
  if (form === 'dataframe_split') {
    const split = predictRequestForms[form].safeParse(content);
    if (!split.success)
      throw invalid(`dataframe_split must be {"columns":[…],"data":[[…]]}: ${firstIssue(split.error)}`);
    return readSplitRows(split.data.columns, requireSize(split.data.data, limit), slots);
  }
  const rows = predictRequestForms[form].safeParse(content);
  if (!rows.success) throw invalid(`${form} must be a list of rows, it is ${describeValue(content)}`);
  const sized = requireSize(rows.data, limit);
  return form === 'features' ? readListRows(sized, slots) : readNamedRows(sized, slots);
}

function requireSize(rows: readonly unknown[], limit: number): readonly unknown[] {
  if (rows.length === 0) throw new InvalidRequestError('INVALID_FEATURES', 'there is no row: send at least one');
  if (rows.length <= limit) return rows;
  throw new InvalidRequestError('BATCH_TOO_LARGE', `${rows.length} rows, the limit is ${limit}: ${SMALLER}`);
}

const invalid = (message: string) => new InvalidRequestError('INVALID_REQUEST', message);

const firstIssue = ({ issues }: { issues: readonly { path: readonly PropertyKey[]; message: string }[] }) =>
  issues.slice(0, 1).map(({ path, message }) => [path.join('.'), message].filter(Boolean).join(': '));
