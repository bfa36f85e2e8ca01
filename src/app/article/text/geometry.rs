//! Where the clusters of a layout stand: carets, hits and pieces of ranges.
//!
//! A cluster is what the caret can't enter: a letter with its marks, an emoji sequence, an equal share of a
//! ligature. Clusters are kept in the order in which they are seen, each with its direction.

use std::ops::Range;

use super::Piece;

/// Two edges nearer than this, in points, are the same place.
const SAME_PLACE: f32 = 0.02;

#[derive(Clone, Debug)]
pub struct Cluster {
    pub bytes: Range<u32>,
    pub left: f32,
    pub right: f32,
    pub right_to_left: bool,
}

#[derive(Clone, Debug)]
pub struct Line {
    /// Bytes of the line, white space at its end included.
    pub bytes: Range<usize>,
    /// Where the white space at the end of the line begins.
    pub ink_end: usize,
    /// Where a line without clusters has its caret.
    pub start_x: f32,
    pub clusters: Vec<Cluster>,
}

impl Cluster {
    pub fn start(&self) -> usize {
        self.bytes.start as usize
    }

    pub fn end(&self) -> usize {
        self.bytes.end as usize
    }

    fn leading(&self) -> f32 {
        if self.right_to_left {
            self.right
        } else {
            self.left
        }
    }

    fn trailing(&self) -> f32 {
        if self.right_to_left {
            self.left
        } else {
            self.right
        }
    }

    /// The byte at the half of the cluster that a height of the line belongs to.
    fn byte_at(&self, x: f32) -> usize {
        let in_left_half = x < (self.left + self.right) / 2.0;
        if in_left_half == self.right_to_left {
            self.end()
        } else {
            self.start()
        }
    }

    fn touches(&self, x: f32) -> bool {
        x >= self.left - SAME_PLACE && x <= self.right + SAME_PLACE
    }
}

impl Line {
    /// Where the caret before a byte stands: the leading edge of the cluster that holds the byte.
    pub fn caret(&self, byte: usize) -> f32 {
        let holds = |cluster: &&Cluster| cluster.start() <= byte && byte < cluster.end();
        if let Some(cluster) = self.clusters.iter().find(holds) {
            return cluster.leading();
        }
        let last = self.clusters.iter().max_by_key(|cluster| cluster.bytes.end);
        last.map_or(self.start_x, Cluster::trailing)
    }

    /// The caret place that a point of this line means.
    ///
    /// Where two directions meet, one place can stand for two bytes: then for the one whose caret is there.
    pub fn byte_at(&self, x: f32) -> usize {
        let touched = self.clusters.iter().filter(|cluster| cluster.touches(x));
        let distance = |byte: &usize| (self.caret(*byte) - x).abs();
        let nearest = touched
            .map(|cluster| cluster.byte_at(x))
            .min_by(|a, b| distance(a).total_cmp(&distance(b)));
        if let Some(byte) = nearest {
            return byte;
        }
        let side = match self.clusters.first() {
            Some(first) if x < first.left => Some(first),
            _ => self.clusters.last(),
        };
        side.map_or(self.bytes.start, |cluster| cluster.byte_at(x))
    }

    /// The first byte of the cluster under a point of this line.
    pub fn byte_under(&self, x: f32) -> Option<usize> {
        let under = |cluster: &&Cluster| x >= cluster.left && x < cluster.right;
        self.clusters.iter().find(under).map(Cluster::start)
    }

    /// Adds the pieces of a range on this line, from left to right.
    pub fn add_pieces(&self, bytes: &Range<usize>, blank: &Piece, pieces: &mut Vec<Piece>) {
        let mut open: Option<Piece> = None;
        for cluster in &self.clusters {
            let meets = cluster.start() < bytes.end && bytes.start < cluster.end();
            if !meets || cluster.right <= cluster.left {
                continue;
            }
            match &mut open {
                Some(piece) if cluster.left <= piece.right + SAME_PLACE => {
                    piece.right = cluster.right
                }
                _ => pieces.extend(open.replace(Piece {
                    left: cluster.left,
                    right: cluster.right,
                    ..*blank
                })),
            }
        }
        pieces.extend(open);
    }

    /// Left and right edge of the line without the white space at its end; `None` for a blank line.
    pub fn ink(&self) -> Option<(f32, f32)> {
        let inked = self
            .clusters
            .iter()
            .filter(|cluster| cluster.start() < self.ink_end);
        inked.fold(None, |ink, cluster| {
            let (left, right) = ink.unwrap_or((cluster.left, cluster.right));
            Some((left.min(cluster.left), right.max(cluster.right)))
        })
    }
}
