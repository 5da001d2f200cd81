/** Why a file stays where it is. */
export const STAY_REASONS = [
  "already_valid",
  "already_there",
  "not_best",
  "replaced",
  "ambiguous",
  "no_match",
  "unavailable",
  "not_sure",
  "unknown_kind",
  "no_title",
  "no_year",
  "no_episode_number",
  "several_seasons",
  "episodes_not_consecutive",
  "too_many_episodes",
  "part_out_of_range",
  "extra_not_supported",
  "disc_not_supported",
  "disc_not_read",
  "plexmatch",
  "plexmatch_not_needed",
  "plexmatch_not_for_films",
  "no_show_folder",
] as const;

/** Why a file stays where it is: for programs. */
export type StayReason = typeof STAY_REASONS[number];
