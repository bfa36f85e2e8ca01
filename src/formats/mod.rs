//! Exchange formats: project ↔ bytes, with declared losses.
