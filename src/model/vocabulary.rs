//! Closed vocabularies: an enum whose terms have a stable id (for files and formats) and a label
//! (for people).

/// Declares a closed vocabulary. Each term has an id, which never changes once published, and a label.
macro_rules! vocabulary {
    ($(#[$meta:meta])* $name:ident { $($(#[$term_meta:meta])* $term:ident = $id:literal, $label:literal;)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$term_meta])* $term,)+ }

        impl $name {
            /// Every term, in the order in which people are shown them.
            pub const ALL: &'static [Self] = &[$(Self::$term,)+];

            /// The stable id of the term, as files and formats write it.
            pub const fn id(self) -> &'static str {
                match self { $(Self::$term => $id,)+ }
            }

            /// The name of the term, as the interface writes it.
            pub const fn label(self) -> &'static str {
                match self { $(Self::$term => $label,)+ }
            }

            /// The term with this id.
            pub fn from_id(id: &str) -> Option<Self> {
                match id { $($id => Some(Self::$term),)+ _ => None }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.label())
            }
        }
    };
}

pub(crate) use vocabulary;
