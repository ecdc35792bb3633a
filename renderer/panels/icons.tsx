import type { ReactNode } from 'react'

/** Line icons on a 16-unit grid, drawn with the colour of the text beside them. Always beside or inside a name. */
function icon(paths: ReactNode) {
  return function Icon() {
    return (
      <svg
        aria-hidden="true"
        width="16"
        height="16"
        viewBox="0 0 16 16"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.35"
        strokeLinecap="round"
        strokeLinejoin="round"
      >
        {paths}
      </svg>
    )
  }
}

export const PlusIcon = icon(<path d="M8 3.2v9.6M3.2 8h9.6" />)
export const PencilIcon = icon(
  <path d="m3 13 .7-2.9 6.9-6.9a1.2 1.2 0 0 1 1.7 0l.5.5a1.2 1.2 0 0 1 0 1.7l-6.9 6.9L3 13Zm6.4-8.6 2.2 2.2" />,
)
export const TrashIcon = icon(<path d="M3 4.5h10M6.3 4.3V3h3.4v1.3M4.2 4.5l.6 8.5h6.4l.6-8.5M6.8 7v3.7M9.2 7v3.7" />)
export const RestoreIcon = icon(<path d="M3.4 6.2h5.9a3.3 3.3 0 1 1 0 6.6H6.4M3.4 6.2l2.8-2.8M3.4 6.2 6.2 9" />)
export const PartIcon = icon(<path d="M2.8 4.2h4.4L8 5.4l.8-1.2h4.4v7.6H8.8L8 13l-.8-1.2H2.8ZM8 5.4V13" />)
export const ChapterIcon = icon(<path d="M2.6 4h3.9l1.2 1.5h5.7v6.9H2.6Z" />)
export const SceneIcon = icon(<path d="M4 2.6h5.6L12 5v8.4H4ZM9.4 2.8v2.5H12M6 8h4M6 10.4h4" />)
export const NoteIcon = icon(<path d="M3.2 3.2h9.6v6.2L9.4 12.8H3.2ZM9.4 12.6V9.4h3.2" />)
export const ResearchIcon = icon(
  <path d="M4 3h6.5A1.5 1.5 0 0 1 12 4.5v8.7H5.3A1.3 1.3 0 0 1 4 11.9Zm0 8.9c0-.8.6-1.3 1.3-1.3H12" />,
)
export const PictureIcon = icon(
  <>
    <rect x="2.6" y="3.4" width="10.8" height="9.2" rx="1.2" />
    <path d="m3 11 3-3 2.2 2.2 2-2L13 11" />
    <circle cx="10.4" cy="6.2" r="0.9" />
  </>,
)
export const ChevronIcon = icon(<path d="m6 4 4 4-4 4" />)
export const CloseIcon = icon(<path d="m4 4 8 8M12 4l-8 8" />)
export const SearchIcon = icon(
  <>
    <circle cx="7" cy="7" r="3.8" />
    <path d="m9.9 9.9 3.1 3.1" />
  </>,
)
export const LeftPanelIcon = icon(
  <>
    <rect x="2.2" y="3" width="11.6" height="10" rx="1.6" />
    <path d="M6.2 3v10" />
  </>,
)
export const RightPanelIcon = icon(
  <>
    <rect x="2.2" y="3" width="11.6" height="10" rx="1.6" />
    <path d="M9.8 3v10" />
  </>,
)
export const CopyIcon = icon(
  <>
    <rect x="5.6" y="5.6" width="7.4" height="7.4" rx="1.4" />
    <path d="M10.4 5.4V4.2a1.2 1.2 0 0 0-1.2-1.2h-5A1.2 1.2 0 0 0 3 4.2v5a1.2 1.2 0 0 0 1.2 1.2h1.2" />
  </>,
)
export const PinIcon = icon(<path d="M6 2.8h4M6.5 2.8v4L4.6 9.2h6.8L9.5 6.8v-4M8 9.2v4" />)
export const DrawIcon = icon(<path d="M12.8 6.6A5 5 0 1 0 13 9M13 3.4v3.4H9.6" />)
export const ShieldIcon = icon(<path d="M8 2.4 3.6 4v3.7c0 2.8 1.8 4.9 4.4 5.9 2.6-1 4.4-3.1 4.4-5.9V4L8 2.4Z" />)
export const SystemIcon = icon(
  <>
    <circle cx="8" cy="8" r="5" />
    <path d="M8 3v10" />
    <path d="M8 3a5 5 0 0 1 0 10Z" fill="currentColor" stroke="none" />
  </>,
)
export const SunIcon = icon(
  <>
    <circle cx="8" cy="8" r="2.6" />
    <path d="M8 2.2v1.2M8 12.6v1.2M2.2 8h1.2M12.6 8h1.2M3.9 3.9l.8.8M11.3 11.3l.8.8M3.9 12.1l.8-.8M11.3 4.7l.8-.8" />
  </>,
)
export const PageIcon = icon(
  <path d="M2.6 3.6c2-.8 3.9-.6 5.4.6 1.5-1.2 3.4-1.4 5.4-.6v8.8c-2-.8-3.9-.6-5.4.6-1.5-1.2-3.4-1.4-5.4-.6V3.6ZM8 4.2v8.8" />,
)
export const MoonIcon = icon(<path d="M13 9.4A5.3 5.3 0 0 1 6.6 3 5.2 5.2 0 1 0 13 9.4Z" />)
