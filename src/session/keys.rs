//! Keys as the command table writes them, free of any window library.

use std::fmt;

/// A key of the keyboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Key {
    /// A letter (upper case), digit or sign.
    Char(char),
    /// F1 to F12.
    F(u8),
    Enter,
    Escape,
    Space,
    Delete,
    Left,
    Right,
    PageUp,
    PageDown,
}

/// A key with its modifiers. `ctrl` is the command key on a Mac.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Keys {
    pub ctrl: bool,
    pub alt: bool,
    pub shift: bool,
    pub key: Key,
}

impl Keys {
    /// The key alone.
    pub const fn plain(key: Key) -> Self {
        Self {
            ctrl: false,
            alt: false,
            shift: false,
            key,
        }
    }

    pub const fn shift(key: Key) -> Self {
        Self {
            shift: true,
            ..Self::plain(key)
        }
    }

    pub const fn ctrl(key: Key) -> Self {
        Self {
            ctrl: true,
            ..Self::plain(key)
        }
    }

    pub const fn ctrl_shift(key: Key) -> Self {
        Self {
            shift: true,
            ..Self::ctrl(key)
        }
    }

    pub const fn alt(key: Key) -> Self {
        Self {
            alt: true,
            ..Self::plain(key)
        }
    }

    pub const fn alt_shift(key: Key) -> Self {
        Self {
            shift: true,
            ..Self::alt(key)
        }
    }

    pub const fn ctrl_alt(key: Key) -> Self {
        Self {
            ctrl: true,
            ..Self::alt(key)
        }
    }

    pub const fn ctrl_alt_shift(key: Key) -> Self {
        Self {
            ctrl: true,
            ..Self::alt_shift(key)
        }
    }

    /// Whether a text field would take this key as typing, so that it must not fire while one has the focus.
    pub fn is_typing(self) -> bool {
        let printable = matches!(self.key, Key::Char(_) | Key::Space);
        let editing = matches!(self.key, Key::Delete | Key::Enter | Key::Left | Key::Right);
        (printable && !self.ctrl && !self.alt) || (editing && !(self.ctrl && self.alt))
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Char(character) => write!(f, "{character}"),
            Self::F(number) => write!(f, "F{number}"),
            Self::Enter => f.write_str("Enter"),
            Self::Escape => f.write_str("Esc"),
            Self::Space => f.write_str("Space"),
            Self::Delete => f.write_str("Del"),
            Self::Left => f.write_str("Left"),
            Self::Right => f.write_str("Right"),
            Self::PageUp => f.write_str("PgUp"),
            Self::PageDown => f.write_str("PgDn"),
        }
    }
}

impl fmt::Display for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.ctrl {
            f.write_str("Ctrl ")?;
        }
        if self.alt {
            f.write_str("Alt ")?;
        }
        if self.shift {
            f.write_str("Shift ")?;
        }
        write!(f, "{}", self.key)
    }
}
