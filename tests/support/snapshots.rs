//! Compares what a test shows with a picture that is kept under `tests/snapshots`.
//!
//! `UPDATE_SNAPSHOTS=1` makes the pictures anew; they are then to be looked at. Where there is no renderer the
//! comparison is skipped, and the test says so, unless `CLAIMDESK_REQUIRE_WINDOW` is `1`.

use std::panic::{AssertUnwindSafe, catch_unwind};

use egui_kittest::{Harness, SnapshotOptions, SnapshotResults};

/// How far a pixel may be off, in the metric of `dify`: letters' edges differ a little between renderers.
const THRESHOLD: f32 = 1.2;
/// How many pixels in a thousand may be off by more.
const OFF: usize = 4;

/// Compares with `tests/snapshots/FOLDER/NAME.png`. What differs is told when `results` is dropped, so that one
/// run makes or checks all pictures.
pub fn compare<State>(
    results: &mut SnapshotResults,
    harness: &mut Harness<'_, State>,
    folder: &str,
    name: &str,
) {
    // Without a graphics adapter the harness panics where it makes its renderer.
    let rendered = catch_unwind(AssertUnwindSafe(|| harness.render()));
    let Ok(Ok(image)) = rendered else {
        assert!(
            std::env::var("CLAIMDESK_REQUIRE_WINDOW").as_deref() != Ok("1"),
            "no renderer to draw {name} with"
        );
        println!("Skipped the picture {name}: there is no renderer here.");
        return;
    };
    let pixels = (image.width() * image.height()) as usize;
    let options = SnapshotOptions::new()
        .threshold(THRESHOLD)
        .max_failed_pixels(pixels * OFF / 1000)
        .output_path(format!("tests/snapshots/{folder}"));
    let compared = egui_kittest::try_image_snapshot_options(&image, name, &options);
    results.add(compared);
}
