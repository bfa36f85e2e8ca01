//! What opens over the window: palette, help, choosers, dialogs, toasts.
