/** What a file is to its film. */
export type DownloadPart = 'film' | 'srt' | 'vtt' | 'poster' | 'storyboard' | 'manifest';
