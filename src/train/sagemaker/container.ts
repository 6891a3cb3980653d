import { TrainingMachineError } from '../../errors.ts';

/**
 * SageMaker's own XGBoost. 3.0-5 has XGBoost 3.0.5 and is the oldest whose file of a model XGBoost 3.2.0 reads: it writes
 * UBJSON, 1.7-1 and those before it the binary format that XGBoost 3.1 gave up.
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/xgboost.html (Supported versions)
 */
export const CONTAINER = 'sagemaker-xgboost:3.0-5';

/**
 * Which AWS account keeps the container, by region.
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg-ecr-paths/sagemaker-algo-docker-registry-paths.html, and
 * image_uri_config/xgboost.json of https://github.com/aws/sagemaker-python-sdk
 */
const ACCOUNTS: ReadonlyMap<string, string> = new Map([
  ['af-south-1', '510948584623'],
  ['ap-east-1', '651117190479'],
  ['ap-northeast-1', '354813040037'],
  ['ap-northeast-2', '366743142698'],
  ['ap-northeast-3', '867004704886'],
  ['ap-south-1', '720646828776'],
  ['ap-south-2', '628508329040'],
  ['ap-southeast-1', '121021644041'],
  ['ap-southeast-2', '783357654285'],
  ['ap-southeast-3', '951798379941'],
  ['ap-southeast-4', '106583098589'],
  ['ca-central-1', '341280168497'],
  ['ca-west-1', '190319476487'],
  ['eu-central-1', '492215442770'],
  ['eu-central-2', '680994064768'],
  ['eu-north-1', '662702820516'],
  ['eu-south-1', '978288397137'],
  ['eu-south-2', '104374241257'],
  ['eu-west-1', '141502667606'],
  ['eu-west-2', '764974769150'],
  ['eu-west-3', '659782779980'],
  ['il-central-1', '898809789911'],
  ['me-central-1', '272398656194'],
  ['me-south-1', '801668240914'],
  ['sa-east-1', '737474898029'],
  ['us-east-1', '683313688378'],
  ['us-east-2', '257758044811'],
  ['us-gov-east-1', '237065988967'],
  ['us-gov-west-1', '414596584902'],
  ['us-west-1', '746614075791'],
  ['us-west-2', '246618743249'],
]);

/** @throws TrainingMachineError where we know of no account that has it */
export function containerImage(region: string): string {
  const account = ACCOUNTS.get(region);
  if (account) return `${account}.dkr.ecr.${region}.amazonaws.com/${CONTAINER}`;
  throw new TrainingMachineError(
    `training.compute is sagemaker, but no account is known that has ${CONTAINER} in ${region}: use fargate-spot`,
  );
}
