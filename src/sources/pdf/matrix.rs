//! Affine maps as PDF writes them: `[a b c d e f]` (ISO 32000-2, 8.3.3).

#[derive(Clone, Copy, Debug)]
pub struct Matrix(pub [f64; 6]);

impl Matrix {
    pub const IDENTITY: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// First this map, then the other.
    pub fn then(&self, other: &Self) -> Self {
        let [a, b, c, d, e, f] = self.0;
        let [oa, ob, oc, od, oe, of] = other.0;
        Self([
            a * oa + b * oc,
            a * ob + b * od,
            c * oa + d * oc,
            c * ob + d * od,
            e * oa + f * oc + oe,
            e * ob + f * od + of,
        ])
    }

    /// Where the origin goes.
    pub fn origin(&self) -> (f64, f64) {
        (self.0[4], self.0[5])
    }

    /// Where a step along the line goes.
    pub fn along(&self) -> (f64, f64) {
        (self.0[0], self.0[1])
    }

    /// Where a step down goes.
    pub fn down(&self) -> (f64, f64) {
        (-self.0[2], -self.0[3])
    }

    /// How long a unit along the line becomes.
    pub fn width(&self) -> f64 {
        self.0[0].hypot(self.0[1])
    }

    /// How long a unit across the line becomes.
    pub fn height(&self) -> f64 {
        self.0[2].hypot(self.0[3])
    }
}
