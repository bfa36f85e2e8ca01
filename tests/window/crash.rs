//! The real window, killed in the middle of annotating: what was done more than a second before is there
//! after the next start, what was done since is there up to some step, and nothing is there by half.
//! `CLAIMDESK_KILLS=50` for more than the usual three.

use std::path::Path;
use std::time::Duration;

use claimdesk::model::Project;

use super::{article, load, quotes, save_as};
use crate::desktop::{Desktop, Window, find_colour, missing};

/// The theme's light `accent`, the ground of “Recover”.
const ACCENT: [u8; 3] = [0x2B, 0x55, 0xC4];
/// Columns of the window in which the banner's buttons stand.
const BUTTONS: std::ops::Range<u32> = 900..1300;
/// Goes on by a word, marks it as a person, and lets go of it.
const MARK: [&str; 4] = ["ctrl+Right", "1", "Escape", "Escape"];
/// Marks that are made before the last second, and during it.
const EARLY: usize = 4;
const LATE: usize = 12;

#[test]
fn a_killed_window_loses_nothing_older_than_a_second() {
    let missing = missing();
    if !missing.is_empty() {
        let required =
            std::env::var_os("CLAIMDESK_REQUIRE_WINDOW").is_some_and(|value| value == "1");
        assert!(!required, "a real window needs {}", missing.join(", "));
        println!("skipped: a real window needs {}", missing.join(", "));
        return;
    }
    let kills = std::env::var("CLAIMDESK_KILLS").ok();
    let kills: u64 = kills.map_or(3, |kills| kills.parse().expect("a number of kills"));
    let desktop = Desktop::start();
    let mut late = 0;
    for seed in 0..kills {
        late += kill_and_recover(&desktop, seed);
    }
    println!("{kills} kills, nothing older than a second lost; {late} later marks were there too");
}

/// Returns how many marks of the last second were there.
fn kill_and_recover(desktop: &Desktop, seed: u64) -> usize {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let settings = folder.path().join("settings");
    std::fs::create_dir_all(&settings).expect("a folder for settings");
    let text = "(theme: Light, suggest_on_open: false)";
    std::fs::write(settings.join("settings.ron"), text).expect("settings");
    let article = article();
    let window = desktop.open(&settings, &[article.path.to_str().expect("a plain path")]);
    let place = (700, 300);
    window.click(place);
    window.press(&["ctrl+Home"]);
    // Some kills hit a project that was saved, others one that never was.
    let file = folder.path().join("case.claimdesk.ron");
    if seed % 2 == 1 {
        save_as(&window, &file);
        window.click(place);
        window.press(&["ctrl+Home"]);
    }
    let mut pressing = window.begin_to_press(&MARK.repeat(EARLY));
    pressing.wait().expect("the keys were pressed");
    window.settle();
    std::thread::sleep(Duration::from_secs(1));
    let mut pressing = window.begin_to_press(&MARK.repeat(LATE));
    let mut rng = fastrand::Rng::with_seed(seed);
    std::thread::sleep(Duration::from_millis(rng.u64(..1_300)));
    window.kill();
    let _ = pressing.kill();
    let _ = pressing.wait();

    let window = desktop.open(&settings, &[]);
    let project = recovered(&window, folder.path(), seed);
    let made = quotes_in_order(&project);
    assert!(
        made.len() >= EARLY,
        "seed {seed}: only {made:?} of {EARLY} marks is left"
    );
    assert!(made.len() <= EARLY + LATE, "seed {seed}: {made:?}");
    window.quit();
    made.len() - EARLY
}

/// Recovers by the banner of the start page, saves, and reads what was saved.
fn recovered(window: &Window, folder: &Path, seed: u64) -> Project {
    if seed == 0 {
        window.shoot("crash-1-banner");
    }
    let button = find_colour(&window.picture(), ACCENT, BUTTONS);
    let (left, top, right, bottom) = button.expect("the banner offers to recover");
    window.click((u32::midpoint(left, right), u32::midpoint(top, bottom)));
    if seed == 0 {
        window.shoot("crash-2-recovered");
    }
    let path = folder.join("recovered.claimdesk.ron");
    save_as(window, &path);
    load(&path)
}

/// The marked words, as they follow each other in the article; each is whole.
fn quotes_in_order(project: &Project) -> Vec<String> {
    let document = project.documents().next().expect("the article is there");
    let mut marks: Vec<_> = project.mentions_in(document.id).collect();
    marks.sort_by_key(|mention| mention.anchor.start());
    assert_eq!(marks.len(), quotes(project).len());
    // Every mark is one whole step: it has its entity.
    for mark in &marks {
        assert!(
            project.entity(mark.entity).is_some(),
            "a mark without its entity"
        );
    }
    marks
        .iter()
        .map(|mark| mark.anchor.quote(&document.text))
        .collect()
}
