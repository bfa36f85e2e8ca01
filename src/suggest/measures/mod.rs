//! What times and quantities amount to: “Sunday night” as an interval, “more than 300 drones” as a number with a unit.

pub(crate) mod numerals;
mod quantities;
mod times;

pub(crate) use quantities::quantity;
pub(crate) use times::{Day, published, resolve};
