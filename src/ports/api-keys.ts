/** The API's keys, as whoever runs the cloud may read them. */
export interface ApiKeys {
  /** The value of the key that was deployed with the API. */
  defaultKey(): Promise<string>;
}
