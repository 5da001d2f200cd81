import type { ExtraKind } from "../../record/mod.ts";

function toNames(names: string): string[] {
  return names.split(",").map((name) => name.trim());
}

/** Folders that people sort shows into, in lower case. */
export const OF_SHOWS: ReadonlySet<string> = new Set(toNames(`
  anime, anime series, animes, cartoons, diziler, mini-series, miniseries, sarjat, seriale,
  serials, serie, serie tv, serien, serier, series, series tv, seriály, shows, shows tv,
  sorozatok, séries, séries tv, television, tv, tv series, tv show, tv shows, tv-serien,
  tv-series, tv-shows, tv.shows, tv_shows, tvseries, tvshows, сериалы, סדרות, مسلسلات, アニメ,
  ドラマ, 动漫, 動畫, 电视, 电视剧, 드라마
`));

/** Folders that people sort films into. */
export const OF_FILMS: ReadonlySet<string> = new Set(toNames(`
  3d movies, anime movies, cinema, elokuvat, feature films, film, filme, filmek, filmer,
  filmes, filmler, films, filmy, foreign films, foreign movies, hd movies, kids movies, kino,
  kinofilme, movie, movies, movies 3d, movies 4k, movies hd, movies-4k, my films, my movies,
  peliculas, películas, spielfilme, uhd movies, фильмы, סרטים, أفلام, 映画, 电影, 電影, 영화
`));

/** These and other folders that people sort into: their names say nothing about what lies in them. */
export const SORTING_FOLDERS: ReadonlySet<string> = new Set([
  ...OF_SHOWS,
  ...OF_FILMS,
  ...toNames(`
  ., .., 3d, 4k, amule, animation, archive, aria2, backup, backups, bittorrent, blu-ray,
  bluray, children, collection, collections, complete, complete downloads, completed,
  completed downloads, completed torrents, concerts, content, convert, data, deluge, desktop,
  disk, disk1, disk2, documentaries, documentary, documentary films, documents, dokumente,
  done, download, downloaded, downloads, downloads complete, drive, dvd, dvds, emby, emule,
  encoded, encodes, export, exports, extern, external, extras and trailers, files,
  files to sort, films & tv, finished, foreign, handbrake, hd, hdd, home, import, imports,
  inbox, incoming, incomplete, input, jdownloader, jellyfin, kids, kodi, library, links,
  makemkv, media, misc, mixed, mkv, mnt, movies & tv, my downloads, my media, my videos, nas,
  new, new folder, nzb, nzbget, old, opt, other, output, plex, pool, private, processed,
  public, qbittorrent, radarr, recycle bin, ripped, rips, root, rtorrent, sabnzbd, seeding,
  share, shared, shares, sonarr, sorted, srv, ssd, staging, stand-up, standup, storage, stuff,
  temp, test, tests, tmp, to sort, to watch, to-watch, torrent, torrents, torrents complete,
  towatch, transcode, transcoded, transmission, uhd, unknown, unsorted, unwatched, upload,
  uploads, usb, usenet, user, users, usr, utorrent, var, various, video, videos, vidéos, vol1,
  volume1, volume2, volumes, vídeos, watch, watched, watchlist, work, ~
  `),
]);

/** Folders of films that belong together: each of them is one of its own. */
export const COLLECTION =
  /(?<!complete)[ ._-](?:(?:tri|tetra|quadri|penta|hexa|duo|antho)log(?:y|ies?|ia)|collection|saga|filmreihe|kolekcja)(?![a-z])/;

/** Folders that only hold a piece of what the folder above is named for. */
export const INNER_FOLDERS: ReadonlySet<string> = new Set([
  "bdmv",
  "certificate",
  "certif",
  "hvdvd_ts",
  "playlist",
  "stream",
  "subs",
  "subtitles",
  "sub",
  "video_ts",
  "audio_ts",
  "vob",
  "video",
  "covers",
  "screens",
  "proof",
]);

/** Folders of one disc of several: "CD1", "Disc 2". */
export const DISC_FOLDER = /^(?:cd|dis[ck]|dvd)[ ._-]?(\d{1,2})$/;

/** Folders of extras: of Plex, and what Jellyfin and Kodi call them. */
export const EXTRA_FOLDERS: ReadonlyMap<string, ExtraKind> = new Map([
  ["behind the scenes", "behindthescenes"],
  ["making of", "behindthescenes"],
  ["deleted scenes", "deleted"],
  ["deleted", "deleted"],
  ["featurettes", "featurette"],
  ["featurette", "featurette"],
  ["interviews", "interview"],
  ["scenes", "scene"],
  ["clips", "scene"],
  ["shorts", "short"],
  ["trailers", "trailer"],
  ["trailer", "trailer"],
  ["other", "other"],
  ["extras", "other"],
  ["extra", "other"],
  ["bonus", "other"],
  ["bonus features", "other"],
  ["special features", "other"],
  ["sample", "other"],
  ["samples", "other"],
  ["backdrops", "other"],
  ["theme-music", "other"],
]);

/** Folders of what belongs to no season, season 0 everywhere. */
export const SPECIALS_FOLDERS: ReadonlySet<string> = new Set([
  "special",
  "specials",
  "especiales",
  "spéciaux",
  "specialer",
]);
