/**
 * The failures a workflow, an API client or a CLI user may meet. Step Functions matches `name` in `Retry` and
 * `Catch` and minifiers rename classes, so every name is a literal and public API.
 */
export abstract class DriftloopError extends Error {
  abstract override readonly name: string;
}

/** A data version breaks its contract; it is quarantined, and retrying cannot help. */
export class InvalidDataError extends DriftloopError {
  override readonly name = 'InvalidDataError';
}

/** Another run of the same project holds the lease, or an older version comes first: try again later. */
export class ProjectBusyError extends DriftloopError {
  override readonly name = 'ProjectBusyError';
}

/** A project, run, model version or object that was named does not exist. */
export class NotFoundError extends DriftloopError {
  override readonly name = 'NotFoundError';
}

/** A project file that cannot be used; the message names the key and the nearest right one. */
export class InvalidProjectFileError extends DriftloopError {
  override readonly name = 'InvalidProjectFileError';
}

/** Data that is valid but cannot be trained on, for example a constant target. */
export class UntrainableDataError extends DriftloopError {
  override readonly name = 'UntrainableDataError';
}

/** The machine that a project trains on is too small for its data, or not deployed; the message names the one to choose. */
export class TrainingMachineError extends DriftloopError {
  override readonly name = 'TrainingMachineError';
}

/** The ONNX graph disagrees with the native library; the model must never be registered. */
export class ModelConversionError extends DriftloopError {
  override readonly name = 'ModelConversionError';
}

/** A stored object whose bytes are not those that were recorded. */
export class IntegrityError extends DriftloopError {
  override readonly name = 'IntegrityError';
}

/** A conditional write lost against a concurrent one; the message names the present holder. */
export class ConflictError extends DriftloopError {
  override readonly name = 'ConflictError';
}

/** A prediction request that cannot be understood; maps to HTTP 400 and names the field. */
export class InvalidRequestError extends DriftloopError {
  override readonly name = 'InvalidRequestError';
  readonly code: 'INVALID_JSON' | 'INVALID_REQUEST' | 'INVALID_FEATURES' | 'BATCH_TOO_LARGE';

  constructor(code: InvalidRequestError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** A valid API key was not given; maps to HTTP 403. */
export class ForbiddenError extends DriftloopError {
  override readonly name = 'ForbiddenError';
}

/** The project exists but no model of it is in production; maps to HTTP 409. */
export class NoProductionModelError extends DriftloopError {
  override readonly name = 'NoProductionModelError';
}
