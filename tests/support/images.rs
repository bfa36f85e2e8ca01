//! Renders what a test shows to a PNG file, to be looked at by a person. Nothing is compared.
//!
//! Where there is no renderer the image is skipped, and the test says so, unless the environment variable
//! `CLAIMDESK_REQUIRE_WINDOW` is `1`, which makes it fail.

use egui_kittest::Harness;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

/// Writes `tests/artifacts/NAME.png`.
pub fn save<State>(harness: &mut Harness<'_, State>, name: &str) {
    // Without a graphics adapter the harness panics where it makes its renderer.
    let rendered = catch_unwind(AssertUnwindSafe(|| harness.render()));
    let Ok(Ok(image)) = rendered else {
        assert!(
            std::env::var("CLAIMDESK_REQUIRE_WINDOW").as_deref() != Ok("1"),
            "no renderer to draw {name} with"
        );
        println!("Skipped the image {name}: there is no renderer here.");
        return;
    };
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/artifacts");
    std::fs::create_dir_all(&folder).expect("the folder for images can be made");
    let path = folder.join(format!("{name}.png"));
    image.save(path).expect("the image can be written");
}
