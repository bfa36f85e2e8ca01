//! Side panels: lists, inspector, documents.
