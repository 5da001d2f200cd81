/** Identity at the metadata services. */
export interface Ids {
  /** At themoviedb.org. */
  readonly tmdb?: number;
  /** At thetvdb.com. */
  readonly tvdb?: number;
  /** At tvmaze.com. */
  readonly tvmaze?: number;
  /** `tt…` */
  readonly imdb?: string;
}
