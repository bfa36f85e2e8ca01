//! The main job in a real window: open an article, mark it by mouse and by keys, undo, save, close, reopen,
//! export. Skipped, and said so, where the machine has no Xvfb; `CLAIMDESK_REQUIRE_WINDOW=1` makes that a failure.

mod crash;
mod desktop;

use std::path::{Path, PathBuf};

use claimdesk::model::{Project, ReviewState};
use claimdesk::storage;
use desktop::{Desktop, Window, find_colour, missing};

/// The theme's light `warn`, in which hits of a search are underlined.
const HIT: [u8; 3] = [0x7D, 0x52, 0x00];
/// Columns of the window in which the article's words stand.
const ARTICLE: std::ops::Range<u32> = 300..1030;

/// The article to annotate: a name in it and a passage with a reporting verb near by.
struct Article {
    path: PathBuf,
    name: &'static str,
    passage: &'static str,
}

fn article() -> Article {
    let real =
        std::env::var_os("CLAIMDESK_DATA").map(|folder| PathBuf::from(folder).join("article.txt"));
    match real.filter(|path| path.is_file()) {
        Some(path) => Article {
            path,
            name: "Patrick Ryder",
            passage: "the ceasefire will last for 21 days",
        },
        None => {
            println!("CLAIMDESK_DATA holds no article.txt: the sample is used instead");
            Article {
                path: Path::new(env!("CARGO_MANIFEST_DIR"))
                    .join("assets/samples/harbour-talks.txt"),
                name: "Bram Tessik",
                passage: "There is no timetable and there is no deal",
            }
        }
    }
}

fn load(path: &Path) -> Project {
    let bytes = std::fs::read(path).expect("the project was saved");
    storage::load(&bytes)
        .expect("the saved project is sound")
        .project
}

fn quotes(project: &Project) -> Vec<String> {
    let words = |document, anchor: &claimdesk::model::Anchor| {
        let document = project.document(document).expect("the document is there");
        anchor.quote(&document.text)
    };
    project
        .mentions()
        .map(|mention| words(mention.document, &mention.anchor))
        .collect()
}

/// Types the path into the field that stands in for a file dialog, and waits for the file.
fn save_as(window: &Window, path: &Path) {
    window.press(&["ctrl+shift+s", "ctrl+a"]);
    window.enter(path.to_str().expect("a plain path"));
    window.press(&["Return"]);
    window.wait_for("the project file", || path.is_file());
    window.settle();
}

fn save(window: &Window, path: &Path) -> Project {
    let before = std::fs::metadata(path)
        .and_then(|meta| meta.modified())
        .ok();
    std::thread::sleep(std::time::Duration::from_millis(20));
    window.press(&["ctrl+s"]);
    window.wait_for("the save", || {
        let now = std::fs::metadata(path)
            .and_then(|meta| meta.modified())
            .ok();
        now.is_some() && now != before
    });
    load(path)
}

/// Searches for words; the hit is then selected and in view. Returns where it stands in the window.
fn find(window: &Window, words: &str) -> (u32, u32, u32, u32) {
    window.press(&["ctrl+f", "ctrl+a"]);
    window.enter(words);
    window.press(&["Return"]);
    window.shoot("find");
    let mut hit = None;
    window.wait_for("the hit to be underlined", || {
        hit = find_colour(&window.picture(), HIT, ARTICLE);
        hit.is_some()
    });
    hit.expect("waited for it")
}

#[test]
fn the_main_job_in_a_real_window() {
    let missing = missing();
    if !missing.is_empty() {
        let required =
            std::env::var_os("CLAIMDESK_REQUIRE_WINDOW").is_some_and(|value| value == "1");
        assert!(!required, "a real window needs {}", missing.join(", "));
        println!("skipped: a real window needs {}", missing.join(", "));
        return;
    }
    let article = article();
    let folder = tempfile::tempdir().expect("a folder for the test");
    let settings = folder.path().join("settings");
    std::fs::create_dir_all(&settings).expect("a folder for settings");
    std::fs::write(
        settings.join("settings.ron"),
        "(theme: Light, suggest_on_open: false)",
    )
    .expect("settings");
    let path = folder.path().join("case.claimdesk.ron");
    let desktop = Desktop::start();

    let window = desktop.open(&settings, &[article.path.to_str().expect("a plain path")]);
    window.shoot("1-opened");

    // By mouse: drag over a name; by key: label it.
    let (left, top, right, bottom) = find(&window, article.name);
    window.press(&["Escape", "Escape"]);
    let middle = u32::midpoint(top, bottom) - 9;
    window.drag((left + 2, middle), (right - 1, middle));
    window.shoot("2-dragged");
    window.press(&["1"]);
    window.shoot("3-labelled");
    save_as(&window, &path);
    let project = load(&path);
    assert_eq!(quotes(&project), [article.name]);
    let entity = project.entities().next().expect("an entity");
    assert_eq!(
        (entity.kind.as_str(), entity.name.as_str()),
        ("person", article.name)
    );

    // Rename it in the list.
    window.press(&["F2", "ctrl+a"]);
    window.enter("The spokesman");
    window.press(&["Return"]);
    window.shoot("4-renamed");
    let project = save(&window, &path);
    assert_eq!(
        project.entities().next().map(|e| e.name.as_str()),
        Some("The spokesman")
    );

    // By keyboard alone: find a passage, make it a claim.
    find(&window, article.passage);
    window.press(&["Escape", "c"]);
    window.shoot("5-claim");
    let project = save(&window, &path);
    let claim = project.claims().next().expect("a claim").clone();
    let document = project.document(claim.document).expect("its document");
    assert_eq!(claim.content.anchor.quote(&document.text), article.passage);
    assert!(claim.cue.anchor.is_some(), "a cue was proposed");
    assert_eq!(claim.provenance.state, ReviewState::Accepted);

    // Undo and redo.
    window.press(&["ctrl+z"]);
    assert_eq!(save(&window, &path).claim_count(), 0);
    window.press(&["ctrl+shift+z"]);
    window.shoot("6-redone");
    let before = save(&window, &path);
    assert_eq!(before.claim_count(), 1);
    let bytes = std::fs::read(&path).expect("the file");

    // Close, reopen, compare.
    window.quit();
    let window = desktop.open(&settings, &[path.to_str().expect("a plain path")]);
    window.shoot("7-reopened");
    let again = folder.path().join("again.claimdesk.ron");
    save_as(&window, &again);
    assert_eq!(load(&again), before);
    assert_eq!(std::fs::read(&again).expect("the copy"), bytes);

    // Export to brat and to HTML.
    export(&window, "brat", &folder.path().join("brat"));
    export(&window, "html", &folder.path().join("report.html"));
    window.shoot("8-exported");
    let ann = std::fs::read_dir(folder.path().join("brat"))
        .expect("the folder")
        .flatten();
    let ann = ann
        .map(|entry| entry.path())
        .find(|path| path.extension().is_some_and(|e| e == "ann"));
    let ann = std::fs::read_to_string(ann.expect("an .ann file")).expect("it can be read");
    assert!(
        ann.contains(article.name) && ann.contains(article.passage),
        "{ann}"
    );
    let report = std::fs::read_to_string(folder.path().join("report.html")).expect("the report");
    assert!(report.contains("The spokesman") && !report.contains("<script"));
    window.quit();
}

/// Exports by the palette and the export dialog, with keys alone.
fn export(window: &Window, format: &str, path: &Path) {
    window.press(&["ctrl+e"]);
    window.enter(format);
    window.shoot(&format!("export-{format}"));
    window.press(&["Return", "ctrl+a"]);
    window.enter(path.to_str().expect("a plain path"));
    window.press(&["Return"]);
    window.wait_for("the export", || path.exists());
    window.settle();
}
