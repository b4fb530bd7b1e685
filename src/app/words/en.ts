// Long: one table, every word that the studio shows or reads out, by the columns of the screen.
import type { Apparatus } from '../../domain/content';
import type { CaptionMode, Container, FileForm, MakingPath, VideoCodec } from '../../domain/film/video';
import type { sceneKinds } from '../../domain/scenes/scenes';
import type { BedName } from '../../domain/music';
import type { LayoutName, ThemeName, Tone } from '../../domain/storyboard';
import type { OptimizerState } from '../../engine/optimizer';
import type { KernelName } from '../../optimizers/numeric/verify';
import type { StepName } from '../../stages/stepNames';
import type { PartStatus } from '../../workflow/session';
import type { AppearanceName } from '../page/appearanceNames';
import type { DownloadPart } from '../exports/downloadPart';
import type { FailureCode } from '../../domain/failure';
import { documentFormats, readableNames } from '../../stages/extraction/documentFormats';
import type { AutosaveState } from '../film/autosaveState';
import type { ViewName } from '../page/viewNames';
import { pluralsOf } from './plurals';

const counted = pluralsOf('en');

/** The words of the studio in English. */
export const en = {
  // ---- document: what was opened, and what waits to be
  document: {
    title: 'Content',
    share: (share: number) => `${share > 0 && share < 0.01 ? 'under 1%' : `${Math.round(share * 100)}%`} in the film`,
    hint: 'Pick a grey sentence to add it to the film.',
    addSentence: 'Add to the film',
    isInFilm: {
      code: 'This code is in the film', table: 'This table is in the film', picture: 'This picture is in the film', formula: 'This formula is in the film',
    },
    addToFilm: {
      code: 'Add this code to the film', table: 'Add this table to the film', picture: 'Add this picture to the film', formula: 'Add this formula to the film',
    },
    added: (scenes: number) => `Added to the film, ${counted(scenes, { one: '# scene', other: '# scenes' })} now.`,
    nothingToShow: 'Nothing can be shown of this passage.',
    noPicture: (text: string, trouble: string | undefined) =>
      `Picture${text === '' ? '' : `: ${text}`}. ${trouble ?? 'It lies elsewhere, and nothing is loaded from elsewhere.'}`,
    formula: (tex: string) => `Formula: ${tex}`,
    apparatus: {
      'references': 'References', 'notes': 'Notes', 'see-also': 'See also', 'contents': 'Contents', 'links': 'Links', 'comments': 'Comments',
      'newsletter': 'Newsletter', 'author': 'About the author', 'credits': 'Credits', 'navigation': 'Navigation', 'shares': 'Sharing', 'notice': 'Notice',
    } satisfies Record<Apparatus, string>,
    moreEarlier: (blocks: number) => `Show more of ${counted(blocks, { one: '# earlier block', other: '# earlier blocks' })}`,
    moreFurther: (blocks: number) => `Show more of ${counted(blocks, { one: '# further block', other: '# further blocks' })}`,
    onlyStoryboard: (name: string) =>
      `This film came from a storyboard file. Open ${name || 'its document'} as well to see where each scene comes from.`,
    empty: `Drop a document anywhere, or open or paste one: ${readableNames(documentFormats, 'or')}. It is read on this device and sent nowhere.`,
    moreFiles: (number: number) => `${counted(number, { one: '# more file', other: '# more files' })} dropped`,
    makeAll: (number: number) => (number === 1 ? 'Make its video' : `Make all ${number} videos`),
    open: 'Open',
    openFile: (name: string) => `Open ${name}`,
    leaveOut: 'Leave out',
    leaveOutFile: (name: string) => `Take ${name} off the list`,
    pastedPage: 'Pasted page.html',
    pastedText: 'Pasted text.md',
    shareInFilm: (percent: number) => `${percent}% of the text is in the film`,
  },

  // ---- storyboard: scenes and what is done to them
  storyboard: {
    removed: (left: number) => `Scene removed, ${left} left.`,
    moved: (place: number, of: number) => `Scene moved to place ${place} of ${of}.`,
    plannedAgain: 'The film was planned again, without your edits.',
    bringBack: 'Bring my edits back',
    title: 'Storyboard',
    /** How much there is, beside the title. */
    extent: (scenes: number, length: string) => `${counted(scenes, { one: '# scene', other: '# scenes' })}, ${length}`,
    empty: 'The scenes of the film will stand here, each with the passage it comes from.',
    reading: 'Reading the document',
    planning: 'Planning the film',

    // How long the film is.
    length: 'Length of the film',
    leastLength: '30 s',
    mostLength: '5 min',
    ownLength: 'Auto',
    ownLengthHelp: 'As long as the document asks for',
    tooShort: (wish: string) => `The document has no more to say: ${wish} was asked for.`,
    tooLong: (wish: string) => `The shortest film of it: ${wish} was asked for.`,

    // A scene, and what is done to it.
    listen: 'Listen',
    stopListening: 'Stop',
    edit: 'Edit',
    editSpoken: 'Edit text',
    record: 'Record',
    recording: 'Recording',
    up: 'Up',
    upSpoken: 'Move up',
    down: 'Down',
    downSpoken: 'Move down',
    remove: 'Remove',
    endEditing: 'Done',
    saysOther: 'The recording says something else.',
    formulaUnset: 'This formula cannot be set: its source is shown.',
    figuresNotInPassage: (figures: readonly string[]) =>
      `${figures.map((figure) => `“${figure}”`).join(', ')} ${counted(figures.length, { one: 'is', other: 'are' })} not in the passage it stands on.`,

    /** What a scene is. */
    layouts: {
      title: 'Title',
      section: 'Section',
      statement: 'Statement',
      list: 'List',
      quote: 'Quotation',
      code: 'Code',
      table: 'Table',
      chart: 'Chart',
      number: 'Figure',
      definition: 'Definition',
      picture: 'Picture',
      formula: 'Formula',
      outro: 'Closing',
    } satisfies Record<LayoutName, string>,
    /** What its texts are. */
    texts: {
      title: { kicker: 'Line above', title: 'Title', byline: 'Line below' },
      section: { title: 'Title' },
      statement: { text: 'Statement', emphasis: 'Words in colour' },
      list: { title: 'Title', entries: (number: number) => `Entry ${number}` },
      quote: { text: 'Quotation', attribution: 'Who said it' },
      code: { title: 'Title', focus: 'Lines lit in turn' },
      table: { title: 'Title' },
      chart: { title: 'Title', measure: 'What it measures' },
      number: { before: 'Words before', figure: 'Figure', after: 'Words after' },
      definition: { term: 'Term', note: 'Line below', text: 'What it is' },
      picture: { text: { full: 'Words over it', beside: 'Words beside it' }, caption: 'Caption', alt: 'What it shows' },
      formula: { title: 'Title', tex: 'Formula, in TeX', legend: (symbol: string) => `What ${symbol} is` },
      outro: { title: 'Title', source: 'Source', link: 'Link' },
    } satisfies { readonly [L in LayoutName]: Readonly<Record<(typeof sceneKinds)[L]['texts'][number], unknown>> },
    speech: 'What the voice says',

    // Its picture.
    picture: 'Picture of this scene',
    placeBeside: 'Stand beside the words',
    placeFull: 'Run to the edges',
    holdStill: 'Hold still',
    drift: 'Move slowly',
    replacePicture: 'Replace picture',
    addPicture: 'Add a picture',
    addPictureScene: 'Add a picture after it',
    removePicture: 'Take picture off',

    // Its recording.
    recorder: {
      title: 'Recording of this scene',
      nothingSaid: 'Nothing is said in this scene. Write what is said first, then record it.',
      outspoken: 'The words have changed since this was recorded.',
      kept: 'This scene is heard as it was recorded.',
      asking: 'Waiting for the microphone',
      again: 'Record again',
      fromFile: 'Use a file',
      trim: 'Trim',
      remove: 'Remove recording',
      runs: (time: string) => `Recording, ${time}`,
      cancel: 'Cancel',
      stop: 'Stop',
      keep: 'Keep',
      level: 'Level of the microphone',
      levelSpoken: (decibels: number) => `${decibels} decibels`,
      start: 'Start of the recording',
      end: 'End of the recording',
      secondsSpoken: (seconds: string) => `${seconds} seconds`,
      facts: (kept: string, whole: string, quiet: number) => `${kept} of ${whole}. Quiet between the words: ${quiet} dB.`,
      placedWithin: (milliseconds: number) => `Words placed within about ${milliseconds} ms.`,
      /** What to do better. */
      advice: {
        noVoice: 'No voice was heard. Is the right microphone chosen?',
        clipped: 'The voice is cut off where it is loudest. Move back a little, or turn the microphone down.',
        loudRoom: (decibels: number) =>
          `The room is heard between the words (${decibels} dB). Move closer to the microphone, or find a quieter place.`,
        softVoice: 'The voice is very soft. Move closer to the microphone.',
      },
    },
  },

  // ---- film: how it looks and sounds
  film: {
    video: 'Video',
    preview: 'Preview',
    player: 'Player',
    previewAt: (time: string) => `Preview of the film at ${time}`,
    playPreview: 'Play the preview',
    pausePreview: 'Pause the preview',
    place: 'Place in the film',
    placeOf: (time: string, length: string) => `${time} of ${length}`,
    empty: 'The film can be watched here before it is made.',
    nothingLeft: 'No request has left for another site',
    requests: (number: number) => `${counted(number, { one: '# request has', other: '# requests have' })} left for other sites`,
    refused: (number: number) => `${number} refused`,

    shape: 'Shape',
    tone: 'Tone',
    tones: { theme: 'As the theme', light: 'Light', dark: 'Dark' } satisfies Record<Tone | 'theme', string>,
    theme: 'Theme',
    themes: {
      paper: 'Paper', ink: 'Ink', swiss: 'Swiss', lecture: 'Lecture', terminal: 'Terminal', gazette: 'Gazette', bloom: 'Bloom', signal: 'Signal',
    } satisfies Record<ThemeName, string>,

    settings: 'Captions, voice and music',
    captions: 'Captions',
    captionModes: { burn: 'In the picture', file: 'As a file', none: 'None' } satisfies Record<CaptionMode, string>,
    stop: 'Stop',
    listen: 'Listen',

    voice: 'Voice',
    bestVoice: 'Best',
    noVoice: 'None',
    /** Voices of many languages, by their names in settings. */
    voices: { neural: 'Neural' },
    thisLanguage: 'In this language',
    otherLanguages: 'Other languages',
    loadedOnce: (name: string, size: string) => `${name} is loaded once, ${size}.`,
    load: 'Load it',
    loading: (name: string, percent: number) => `Loading ${name}, ${percent}%.`,
    speaksNow: (name: string) => `${name} speaks now.`,
    recordingKept: 'The recording is kept.',
    pace: 'Pace',
    paceOfVoice: 'Pace of the voice',
    paceInWords: 'Words a minute',
    slower: 'Slower',
    usualPace: 'Usual',
    faster: 'Faster',
    ownPace: 'Own pace',
    wordsAMinute: (number: number) => `${number} words a minute`,

    music: {
      name: 'Music',
      none: 'None',
      beds: { drift: 'Drift, soft pad', pebbles: 'Pebbles, plucked', lamplight: 'Lamplight, piano' } satisfies Record<BedName, string>,
      own: 'Your own',
      ownFile: 'Your own file…',
      anotherFile: 'Another file…',
      openFile: 'Your own music',
      listenMusic: 'Listen to the music',
      stopMusic: 'Stop the music',
      soft: 'Soft',
      loud: 'Loud',
      loudness: 'Loudness of the music',
      underVoice: (decibels: number) => `${decibels} decibels under the voice`,
      isMusic: (name: string) => `${name} is the film's music.`,
    },

    saying: {
      none: 'Say a word another way',
      some: (number: number) => `${counted(number, { one: '# word', other: '# words' })} said another way`,
      say: 'Say',
      as: 'as',
      nothing: 'nothing',
      writtenExample: 'SQL',
      saidExample: 'sequel',
      listenWord: (word: string) => `Listen to ${word}`,
      stopWord: (word: string) => `Stop ${word}`,
      remove: 'Remove',
      removeWord: (word: string) => `Remove ${word}`,
      add: 'Add',
    },
  },

  // ---- exports: files, waiting, downloads
  exports: {
    filmReady: 'The video is ready.',
    making: 'Making the video',
    makeNext: 'Make this one next',
    showChoices: 'All sizes and files',
    saveStoryboard: 'Save storyboard',

    // What an export will take, and what it took.
    /** What makes a file. */
    makers: {
      webcodecs: 'the browser’s encoder', ffmpeg: 'ffmpeg', canvas: 'the browser’s picture encoder', kinora: 'Kinora itself',
    } satisfies Record<MakingPath, string>,
    rate: (fps: number) => `${fps} fps`,
    chosen: (parts: readonly string[], maker: string | undefined) => `${parts.join(', ')}${maker === undefined ? '' : ` by ${maker}`}.`,
    measuring: 'Measuring…',
    predicted: (time: string, size: string) => `About ${time} to make on this device, about ${size}.`,
    predictedByMeasuring: (time: string, size: string) => `About ${time} to make, measured on this device, about ${size}.`,
    allPicturesKept: 'Its pictures are all there from before.',
    picturesKept: (percent: number) => `${percent}% of its pictures are there from before.`,
    comparison: (predicted: string, size: string, took: string) => `predicted ${predicted} and ${size}, took ${took}`,

    // What is to be made.
    file: 'File',
    kinds: {
      video: 'Video', animation: 'Silent animation', sound: 'Sound alone', stills: 'Pictures',
    } satisfies Record<FileForm['kind'], string>,
    files: {
      mp4: { label: 'MP4', help: 'Plays everywhere; the best choice for sending and uploading.' },
      webm: { label: 'WebM', help: 'An open format for web pages; every current browser plays it.' },
      gif: { label: 'GIF', help: 'Plays where videos cannot, as in old mail programs. Few colours.' },
      webp: { label: 'WebP', help: 'As a GIF, but smoother and in all colours; for web pages and chats.' },
      m4a: { label: 'M4A', help: 'The voice as AAC; plays on every phone.' },
      mp3: { label: 'MP3', help: 'The voice as MP3; plays on everything.' },
      wav: { label: 'WAV', help: 'The voice as it is, uncompressed, for sound editors. Large.' },
      stills: { label: 'Pictures', help: 'A PNG of each scene, in one ZIP.' },
    } satisfies Record<Container, { readonly label: string; readonly help: string }>,
    silentFilm: (kind: string) => `${kind} (this film is silent)`,
    codecs: { h264: 'H.264', hevc: 'H.265 (HEVC)', vp9: 'VP9', av1: 'AV1' } satisfies Record<VideoCodec, string>,
    size: 'Size',
    sizeOfSound: 'A sound has no size.',
    sizeOfAnimation: (name: string, longSide: number) => `${name} is at most ${longSide} px wide.`,
    sizeOfFilm: (width: number, height: number) => `${width} × ${height} px. Larger takes longer and weighs more.`,
    frames: 'Frames a second',
    framesHelp: '30 suits most screens, 25 and 50 European television, 24 the cinema.',
    framesOfSlow: (form: string, rate: number) => `A ${form} changes at most ${rate} times a second.`,
    framesOfStill: 'Nothing moves in this kind of file.',
    codec: 'Codec',
    usualCodec: 'The usual one',
    codecHelp: 'The usual one plays everywhere. Others are smaller where this browser can make them.',
    codecOfOther: 'This kind of file has its own.',
    constantRate: 'Constant frame rate',
    constantRateHelp: 'For editing programs: every frame is coded, so making it takes longer.',
    captionTrack: 'Captions to switch on',
    captionTrackHelp: 'A text track inside the film, beside the SRT and VTT files.',
    captionTrackOfOther: 'Only videos hold a text track; the SRT and VTT files come with every kind.',
    fragmented: 'In pieces, for streaming',
    fragmentedHelp: 'A fragmented MP4. Leave it off for a file that is sent or uploaded.',
    fragmentedOfOther: 'Only MP4 comes in pieces.',

    // What was made.
    ready: 'Ready.',
    leftUnfinished: (name: string) => `The video of ${name} that was left unfinished.`,
    beforeChanges: 'The last video, from before your changes.',
    ofAnother: (name: string) => `The last video, of ${name}.`,
    made: (length: string, size: string, maker: string, comparison: string) => `${length}, ${size}, made by ${maker}: ${comparison}.`,
    save: (file: string) => `Save ${file}`,
    fileAndSize: (name: string, size: string) => `${name}, ${size}`,
    /** The files beside the film. */
    besides: {
      srt: 'SRT', vtt: 'VTT', poster: 'Poster', storyboard: 'Storyboard', manifest: 'Manifest',
    } satisfies Record<Exclude<DownloadPart, 'film'>, string>,
    archive: 'ZIP',
    finishedFilm: (title: string) => `The finished film, ${title}`,
    finishedSound: (title: string) => `The finished sound, ${title}`,
    firstPicture: (title: string) => `The first picture of ${title}`,
    captions: 'Captions',

    // Several films, one after the other.
    orders: {
      title: 'All videos',
      making: (videos: number) => `Making ${counted(videos, { one: '# video', other: '# videos' })}`,
      paused: (videos: number) => `Paused, ${counted(videos, { one: '# video', other: '# videos' })} to make`,
      noneMade: 'No video was made',
      someReady: (ready: number, videos: number) => `${ready} of ${counted(videos, { one: '# video', other: '# videos' })} ready`,
      oneReady: 'The video is ready',
      allReady: 'All videos are ready',
      resume: 'Resume',
      pause: 'Pause',
      cancelAll: 'Cancel all',
      saveAll: 'Save all',
      putAway: 'Put away',
      sooner: 'Sooner',
      soonerSpoken: (name: string) => `Make ${name} sooner`,
      later: 'Later',
      laterSpoken: (name: string) => `Make ${name} later`,
      cancel: 'Cancel',
      cancelSpoken: (name: string) => `Cancel ${name}`,
      progress: (name: string) => `Making the video of ${name}`,
      begins: 'Begins',
      stepAndShare: (step: string, percent: number) => `${step}, ${percent}%`,
      madeIn: (size: string, time: string) => `${size}, made in ${time}`,
      /** What becomes of one that does not run, and what it is to be: as `1080p MP4`, or empty. */
      states: {
        waiting: (what: string) => (what === '' ? 'Waits' : `Waits, ${what}`),
        paused: (what: string) => (what === '' ? 'Paused' : `Paused, ${what}`),
        failed: 'Failed',
        cancelled: 'Cancelled',
      },
    },

    // What an earlier page left unfinished.
    someUnfinished: (number: number) => `${counted(number, { one: '# video was', other: '# videos were' })} not finished.`,
    oneUnfinished: (name: string, scenes: { readonly done: number; readonly of: number } | undefined) => {
      const done = scenes === undefined ? '' : `: ${scenes.done} of ${counted(scenes.of, { one: '# scene is', other: '# scenes are' })} done`;
      return `The video of ${name || 'a storyboard'} was not finished${done}.`;
    },
    goOn: 'Continue',
    forget: 'Forget',
  },

  // ---- system: what the machine does
  system: {
    name: 'System',
    measuredHere: 'Measured on this device, kept on this device.',
    close: 'Close',
    partsTitle: 'Parts',
    kept: 'Kept',
    appearance: 'Appearance',
    appearances: { auto: 'As the device', light: 'Light', dark: 'Dark' } satisfies Record<AppearanceName, string>,
    savedByCache: 'Saved by the cache',
    fromCache: 'Answered from the cache',
    nothingYet: 'Nothing yet',
    done: 'Done',
    steps: (number: number) => counted(number, { one: '# step', other: '# steps' }),
    pageBlocked: 'Page kept waiting',
    memory: 'Memory',
    kernelsTitle: 'Kernels',
    figures: {
      durations: { title: 'Time of each step', empty: 'No step ran yet.', note: 'median, 95th percentile' },
      cache: { title: 'Cache', empty: 'Nothing was asked of the cache yet.', note: 'found, of those asked' },
      stream: { title: 'The last stretch of work', empty: 'Nothing ran yet.' },
      busy: { title: 'Workers, busy share of that', empty: 'No worker was needed yet.' },
      memory: { title: 'Memory', empty: 'This browser does not tell.' },
    },
    legend: { extraction: 'Extraction', suggestions: 'Suggestions', video: 'Video', failed: 'Failed' },
    noChart: 'The chart cannot be drawn here; the table holds the same figures.',
    figureLabel: (title: string) => `${title}; the same is in the table below`,
    asTable: 'As a table',
    heads: {
      durations: ['Step', 'Stage', 'Runs', 'p50', 'p95', 'In all'],
      cache: ['Step', 'From the cache', 'Computed', 'Hit ratio', 'Saved'],
      stream: ['Where', 'What', 'Began after', 'Took', 'Outcome'],
      busy: ['Worker', 'Busy'],
      secondsAgo: 'Seconds ago',
    },
    bars: {
      duration: (median: string, most: string, runs: number) =>
        `median ${median}, 95th percentile ${most}, ${counted(runs, { one: '# run', other: '# runs' })}`,
      cache: (hits: number, asked: number) => `${counted(hits, { one: '# time', other: '# times' })} from the cache, ${asked} asked`,
      busy: (share: string) => `busy ${share} of the time`,
    },
    worker: (number: number) => `Worker ${number}`,
    filmWorker: (number: number) => `Film worker ${number}`,
    memoryKinds: {
      page_heap_used: 'Page heap in use',
      page_heap_reserved: 'Page heap reserved',
      'performance.memory': 'Page heap in use (performance.memory)',
      measureUserAgentSpecificMemory: 'Page and workers (exact)',
    },
    states: { ready: 'Ready', degraded: 'Limited', unavailable: 'Not available', disabled: 'Off' } satisfies Record<OptimizerState, string>,
    /** What a part says of itself, by the figure's name. */
    stats: {
      recorded: (value: number) => counted(value, { one: '# reading', other: '# readings' }),
      lost: (value: number) => `${value} lost`,
      calls: (value: number) => counted(value, { one: '# step', other: '# steps' }),
      entries: (value: number) => counted(value, { one: '# result', other: '# results' }),
      expired: (value: number) => `${value} expired`,
      evicted: (value: number) => `${value} evicted`,
      rotten: (value: number) => `${value} found damaged`,
      refused: (value: number) => `${value} too large`,
      writeErrors: (value: number) => counted(value, { one: '# failed write', other: '# failed writes' }),
      succeeded: (value: number) => `${counted(value, { one: '# task', other: '# tasks' })} done`,
      failed: (value: number) => `${value} failed`,
      cancelled: (value: number) => `${value} cancelled`,
      retried: (value: number) => `${value} tried again`,
      lostWorkers: (value: number) => `${counted(value, { one: '# worker', other: '# workers' })} lost`,
      shared: (value: number) => `${value} shared`,
      workers: (value: number) => `${counted(value, { one: '# worker', other: '# workers' })} at work or ready`,
      onPage: (value: number) => `${value} run on the page itself`,
    },
    saved: (time: string) => `${time} saved`,
    limited: (number: number) => `${counted(number, { one: '# part', other: '# parts' })} limited`,
    /** The machinery in one line. */
    line: {
      kernels: (standsIn: string) => `Kernels ${standsIn}`,
      workOn: (standsIn: string) => `work on ${standsIn}`,
      cacheOff: 'cache off',
      noHits: 'no cache hits yet',
      hits: (percent: number) => `cache ${percent}% hits`,
    },
    without: {
      before: 'Something stands in for each part. To try it, end the address with',
      between: ', or with several of',
      after: ', separated by commas. Answers stay the same; what changes is the speed, and with the last three the files that can be made.',
    },
    save: {
      title: 'Save what was measured',
      metricsNow: 'Metrics as they are now, for Prometheus.',
      metricsText: 'Metrics, text',
      openMetrics: 'Metrics, OpenMetrics',
      past: 'The last quarter of an hour with times, to backfill Prometheus; every task and step, to open in Perfetto.',
      history: 'History',
      trace: 'Trace',
    },
    storage: {
      unknown: 'This browser does not tell how much is kept.',
      used: (size: string, quota: string | undefined) =>
        `${size} kept on this device${quota === undefined ? '' : `, of ${quota} at most`}: results, and the project.`,
      cleared: (number: number) => `${counted(number, { one: '# result', other: '# results' })} cleared.`,
      persistent: 'The browser will not clear it by itself.',
      refused: 'The browser did not promise to keep it; it may do so once you use this page often or install it.',
      mayClear: 'The browser may clear it when the disk is short.',
      clear: 'Clear cache',
      clearQuestion: 'Clear the cache?',
      clearWarning: 'Everything is computed anew then; this cannot be taken back. Your project stays.',
      clearIt: 'Clear it',
      leaveIt: 'Leave it',
      askToKeep: 'Ask the browser to keep it',
    },
    log: {
      name: 'Log',
      which: 'Which entries',
      all: 'All',
      warnings: 'Warnings',
      errors: 'Errors',
      empty: 'Nothing was noted since the page opened.',
      noErrors: 'No errors.',
      noWarnings: 'No warnings and no errors.',
      newestFirst: 'Log, the newest first',
      newestOf: (shown: number, all: number) => `The newest ${shown} of ${all}.`,
    },
    trial: {
      allEqual: 'All equal.',
      notEqual: 'Not all equal.',
      allAreEqual: 'All kernels are equal.',
      notAllEqual: 'Not all kernels are equal.',
      triedOn: (id: string, sentences: number, name: string) =>
        `${id} beside the TypeScript reference, on ${counted(sentences, { one: '# sentence', other: '# sentences' })} of ${name}.`,
      about: 'Compares the numeric kernels with their plain reference, on the sentences of the document that is open.',
      openFirst: 'Open a document to compare the numeric kernels with their plain reference on its sentences.',
      verify: 'Verify kernels',
      verifying: 'Verifying',
      again: 'Verify again',
      head: ['Kernel', 'Result', 'Largest difference', 'Time', 'Reference', 'Speed'],
      equal: 'Equal',
      different: 'Different',
      otherSize: 'not the same size',
      tooQuick: 'too quick to tell',
    },
    parts: {
      numeric: 'Kernels', pool: 'Workers', cache: 'Cache', metrics: 'Metrics', study: 'Study', video: 'Video', sound: 'Sound', voice: 'Voice',
    } satisfies Record<PartStatus['role'], string>,
    kernels: {
      normalizeRows: 'Length of rows',
      similarity: 'Similarity of all pairs',
      textRank: 'TextRank',
      marginalRelevance: 'Marginal relevance',
      pageRank: 'PageRank',
      lexRank: 'LexRank',
      partition: 'Segmentation',
      knapsack: 'Knapsack',
      okLab: 'OKLab colours',
      kMeans: 'k-means',
      luminance: 'Luminance',
      contrast: 'Contrast',
      frameDifference: 'Difference of pictures',
    } satisfies Record<KernelName, string>,
  },

  // ---- page: the frame round all columns, alerts, failures and what to do about them
  page: {
    name: 'Kinora',
    open: 'Open',
    openFiles: 'Open files',
    paste: 'Paste',
    nothingToPaste: 'Nothing to paste was found. Copy some text first, or press Ctrl+V here.',
    undo: 'Undo',
    undoKey: 'Ctrl+Z',
    redo: 'Redo',
    redoKey: 'Ctrl+Shift+Z',
    make: { video: 'Make video', file: 'Make file' },
    making: (percent: number) => `Making, ${percent}%`,
    paused: 'Paused',
    save: (label: string) => `Save ${label}`,
    autosave: { off: '', saving: 'Saving', saved: 'Saved', failed: 'Not saved' } satisfies Record<AutosaveState, string>,
    notKept: 'This browser does not let Kinora keep your work: save the storyboard before you leave.',
    pages: (number: number) => counted(number, { one: '# page', other: '# pages' }),
    columns: 'Columns',
    views: { content: 'Content', storyboard: 'Storyboard', video: 'Video' } satisfies Record<ViewName, string>,
    isOpen: (name: string) => `${name} is open.`,
    backTo: (name: string) => `Back to ${name}`,
    insecure: {
      title: 'Kinora needs a safe connection',
      advice: 'This page came over plain http, and browsers then lend it no encoder, no storage lock and no digest. Open it by https, or on localhost.',
      open: (address: string) => `Open ${address}`,
    },
    dismiss: 'Dismiss',
    dropToOpen: 'Drop to open',
    work: {
      pausedKept: 'Paused. What is finished is kept.',
      aboutLeft: (time: string) => `, about ${time} left`,
      pause: 'Pause',
      resume: 'Resume',
      cancel: 'Cancel',
    },
    cancelled: 'Cancelled.',
    bug: {
      title: 'Something broke inside Kinora',
      advice: 'This is a fault of Kinora, not your doing. Nothing you made is lost; please report it with the file that caused it.',
    },
    showAgain: 'Show the studio again',
    /** A step under way. */
    steps: {
      read: 'Reading the document',
      illustrate: 'Looking at the pictures',
      split: 'Finding the sentences',
      score: 'Weighing the sentences',
      select: 'Choosing the sentences',
      plan: 'Laying out the scenes',
      cite: 'Laying out the passage',
      narrate: 'Speaking',
      speak: 'Speaking',
      compose: 'Playing the music',
      fitLoop: 'Fitting the music',
      mix: 'Mixing the voice',
      sound: 'Encoding the sound',
      soundFile: 'Writing the file',
      encode: 'Drawing and encoding',
      animate: 'Drawing and encoding',
      stills: 'Drawing the pictures',
      cover: 'Drawing the cover',
      mux: 'Writing the file',
      still: 'Drawing the poster',
      deliver: 'Saving the file',
    } satisfies Record<StepName, string>,
  },

  // ---- failures: what went wrong, a few words without a full stop, and what to do next, one or two sentences
  failures: {
    'empty-source': {
      title: 'There is nothing in this file',
      advice: 'Check that the file was saved before it was dropped, or paste the text itself.',
    },
    'unsupported-file': {
      title: 'This kind of file cannot be read yet',
      advice: `${readableNames(documentFormats)} work. Save the document in one of these, or copy its text and paste it here.`,
    },
    'damaged-file': {
      title: 'This file could not be read',
      advice: 'It may be damaged or carry the wrong ending. Open it in the program that made it, save it again, and drop the new copy.',
    },
    'not-found': {
      title: 'There is no such file',
      advice: 'Check its name and folder. Names with spaces need quotes on a command line.',
    },
    'is-a-folder': {
      title: 'This is a folder',
      advice: 'Name the files in it one by one, or with a pattern such as folder/*.md.',
    },
    'not-readable': {
      title: 'This file may not be read',
      advice: 'Check who may read it, and that no other program holds it.',
    },
    'output-not-writable': {
      title: 'The result could not be written',
      advice: 'Check that the disk has room and that the folder may be written, or choose another one.',
    },
    'output-not-ours': {
      title: 'A file of somebody else is in the way',
      advice: 'Choose another folder, move the file away, or replace it with --force.',
    },
    'too-large': {
      title: 'This file is too large',
      advice: 'Drop a chapter at a time, or paste the part that the film is about. Animations hold less than videos.',
    },
    'too-complicated': {
      title: 'This file is too complicated to read',
      advice: 'Drop a part of it, or copy the text out of it and paste that: what is pasted as plain text can always be read.',
    },
    'nothing-to-say': {
      title: 'No sentence to build a film on was found',
      advice: 'A film needs a few full sentences. Add some text to the document, or open another one.',
    },
    'no-sound': {
      title: 'There is nothing to hear',
      advice: 'Choose a voice, or another kind of file.',
    },
    'invalid-parameter': {
      title: 'A setting is out of its range',
      advice: 'Choose another length, format or size and try again.',
    },
    'invalid-storyboard': {
      title: 'This storyboard cannot be used',
      advice: 'Undo the last change, or load a storyboard file that Kinora has saved.',
    },
    'library-not-available': {
      title: 'A part is missing in this browser',
      advice: 'Try again after a reload. If it stays, a current Chrome, Edge, Firefox or Safari has what is needed.',
    },
    'configuration': {
      title: 'A setting does not fit',
      advice: 'Set it back to its default and try again.',
    },
    'optimization': {
      title: 'An accelerating part failed',
      advice: 'Results are not affected; the work may take longer. A reload brings the part back.',
    },
    'no-encoder': {
      title: 'This browser cannot encode video in that form',
      advice: 'Choose a smaller size or WebM, or use a current Chrome or Edge.',
    },
    'encoder-failed': {
      title: 'Encoding stopped',
      advice: 'Finished scenes are kept: make the video again. If it stops at the same place, choose 720p.',
    },
    'voice-failed': {
      title: 'The voice could not speak this text',
      advice: 'Choose another voice, or no voice for a captioned silent film.',
    },
    'no-microphone': {
      title: 'The microphone cannot be used',
      advice: 'Allow it for this page beside the address, see that it is plugged in, and try again. A sound file does as well.',
    },
    'worker-lost': {
      title: 'A background worker ended early',
      advice: 'The device may be short of memory. Close other tabs and try again; what was finished is kept.',
    },
    'timed-out': {
      title: 'A step took too long and was stopped',
      advice: 'Try again, with a shorter film or a smaller size if it happens twice.',
    },
    'quota-exceeded': {
      title: 'The browser’s storage is full',
      advice: 'Free some disk space or clear this site’s cache. Download what you have made first.',
    },
    'cancelled': {
      title: 'Cancelled',
      advice: 'Everything is as it was before. Start again whenever you like.',
    },
  } satisfies Record<FailureCode, { readonly title: string; readonly advice: string }>,
} as const;

/** What every language must have: the same names, each with words of its own and the same parameters. */
export type Words = Translated<typeof en>;

type Translated<Part> = Part extends readonly string[]
  ? readonly string[]
  : Part extends string
  ? string
  : Part extends (...given: infer Given) => string ? (...given: Given) => string : { readonly [Name in keyof Part]: Translated<Part[Name]> };
