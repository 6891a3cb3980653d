import { Logger } from '@aws-lambda-powertools/logger';

/** One JSON line per event, named after the function by POWERTOOLS_SERVICE_NAME. */
export const logger = new Logger();
