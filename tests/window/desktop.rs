//! A display of its own (Xvfb, with a window manager) and a Claimdesk window in it, driven by xdotool.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use image::RgbaImage;

/// Programs that a real window needs.
const PROGRAMS: [&str; 4] = ["Xvfb", "xdotool", "openbox", "import"];
/// How long anything may take before the test gives up.
const PATIENCE: Duration = Duration::from_secs(40);

/// The programs that this machine lacks.
pub fn missing() -> Vec<&'static str> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let there =
        |program: &str| std::env::split_paths(&path).any(|folder| folder.join(program).is_file());
    PROGRAMS
        .into_iter()
        .filter(|program| !there(program))
        .collect()
}

/// A display without a screen.
pub struct Desktop {
    display: String,
    processes: Vec<Child>,
    shots: PathBuf,
}

impl Drop for Desktop {
    fn drop(&mut self) {
        for process in &mut self.processes {
            let _ = process.kill();
            let _ = process.wait();
        }
    }
}

impl Desktop {
    /// Starts a display and a window manager, and waits until both answer.
    pub fn start() -> Self {
        let mut xvfb = Command::new("Xvfb")
            .args([
                "-displayfd",
                "1",
                "-screen",
                "0",
                "1500x1000x24",
                "-nolisten",
                "tcp",
            ])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("Xvfb starts");
        let mut number = String::new();
        let stdout = xvfb.stdout.take().expect("stdout is piped");
        BufReader::new(stdout)
            .read_line(&mut number)
            .expect("Xvfb tells its display");
        let display = format!(":{}", number.trim());
        let openbox = Command::new("openbox")
            .env("DISPLAY", &display)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("openbox starts");
        let shots = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/artifacts");
        std::fs::create_dir_all(&shots).expect("a folder for screenshots");
        let desktop = Self {
            display,
            processes: vec![xvfb, openbox],
            shots,
        };
        desktop.wait("the window manager", || {
            desktop.try_run("xdotool", &["get_num_desktops"]).is_some()
        });
        desktop
    }

    fn wait(&self, what: &str, mut done: impl FnMut() -> bool) {
        let begun = Instant::now();
        while !done() {
            assert!(begun.elapsed() < PATIENCE, "waited too long for {what}");
            std::thread::sleep(Duration::from_millis(60));
        }
    }

    fn try_run(&self, program: &str, arguments: &[&str]) -> Option<String> {
        let output = Command::new(program)
            .args(arguments)
            .env("DISPLAY", &self.display)
            .stderr(Stdio::null())
            .output()
            .ok()?;
        let text = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        output.status.success().then_some(text)
    }

    fn run(&self, program: &str, arguments: &[&str]) -> String {
        let output = self.try_run(program, arguments);
        output.unwrap_or_else(|| panic!("{program} {arguments:?} failed"))
    }

    /// Starts Claimdesk with settings of its own and waits for its window.
    pub fn open(&self, settings: &Path, arguments: &[&str]) -> Window<'_> {
        let app = Command::new(env!("CARGO_BIN_EXE_claimdesk"))
            .args(arguments)
            .env("DISPLAY", &self.display)
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("DBUS_SESSION_BUS_ADDRESS")
            .env("CLAIMDESK_CONFIG_DIR", settings)
            .env("CLAIMDESK_DATA_DIR", settings.join("data"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("claimdesk starts");
        let mut id = String::new();
        self.wait("the window", || {
            let pid = app.id().to_string();
            let found = self.try_run("xdotool", &["search", "--onlyvisible", "--pid", &pid]);
            id = found
                .unwrap_or_default()
                .lines()
                .last()
                .unwrap_or_default()
                .to_owned();
            !id.is_empty()
        });
        self.run("xdotool", &["windowsize", "--sync", &id, "1440", "900"]);
        self.run("xdotool", &["windowmove", &id, "10", "10"]);
        self.run("xdotool", &["windowfocus", "--sync", &id]);
        let window = Window {
            desktop: self,
            app,
            id,
        };
        window.settle();
        window
    }
}

/// A Claimdesk window.
pub struct Window<'a> {
    desktop: &'a Desktop,
    app: Child,
    id: String,
}

impl Drop for Window<'_> {
    fn drop(&mut self) {
        let _ = self.app.kill();
        let _ = self.app.wait();
    }
}

impl Window<'_> {
    /// Presses keys, such as `ctrl+f`.
    pub fn press(&self, keys: &[&str]) {
        for key in keys {
            self.desktop
                .run("xdotool", &["key", "--clearmodifiers", key]);
            self.settle();
        }
    }

    /// Quits by the keyboard and waits until the app has ended by itself.
    pub fn quit(mut self) {
        self.desktop
            .run("xdotool", &["key", "--clearmodifiers", "ctrl+q"]);
        let begun = Instant::now();
        while self.app.try_wait().expect("the app can be asked").is_none() {
            assert!(begun.elapsed() < PATIENCE, "the window did not close");
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Starts to press keys, and doesn't wait for them or for what they do.
    pub fn begin_to_press(&self, keys: &[&str]) -> Child {
        Command::new("xdotool")
            .args(["key", "--clearmodifiers", "--delay", "25"])
            .args(keys)
            .env("DISPLAY", &self.desktop.display)
            .stderr(Stdio::null())
            .spawn()
            .expect("xdotool starts")
    }

    /// Kills the app at once, as the system does when memory runs out.
    pub fn kill(mut self) {
        self.app.kill().expect("the app is killed");
        self.app.wait().expect("the app has ended");
    }

    /// Types words into whatever has the keyboard.
    pub fn enter(&self, words: &str) {
        self.desktop
            .run("xdotool", &["type", "--delay", "12", words]);
        self.settle();
    }

    fn point(&self, at: (u32, u32)) {
        let (x, y) = (at.0.to_string(), at.1.to_string());
        self.desktop
            .run("xdotool", &["mousemove", "--window", &self.id, &x, &y]);
    }

    /// Clicks at a place of the window.
    pub fn click(&self, at: (u32, u32)) {
        self.point(at);
        self.settle();
        self.desktop.run("xdotool", &["click", "1"]);
        self.settle();
    }

    /// Drags from one place of the window to another.
    pub fn drag(&self, from: (u32, u32), to: (u32, u32)) {
        self.point(from);
        self.settle();
        self.desktop.run("xdotool", &["mousedown", "1"]);
        self.settle();
        let middle = (u32::midpoint(from.0, to.0), u32::midpoint(from.1, to.1));
        for at in [middle, to] {
            self.point(at);
            self.settle();
        }
        self.desktop.run("xdotool", &["mouseup", "1"]);
        self.settle();
    }

    /// The window as it is drawn now.
    pub fn picture(&self) -> RgbaImage {
        let output = Command::new("import")
            .args(["-window", &self.id, "png:-"])
            .env("DISPLAY", &self.desktop.display)
            .stderr(Stdio::null())
            .output()
            .expect("import runs");
        image::load_from_memory(&output.stdout)
            .expect("a picture of the window")
            .to_rgba8()
    }

    /// Keeps a picture for people to look at.
    pub fn shoot(&self, name: &str) {
        let path = self.desktop.shots.join(format!("window-{name}.png"));
        self.picture().save(path).expect("the screenshot is saved");
    }

    /// Waits until the app has had time to answer and two pictures in a row are the same.
    pub fn settle(&self) {
        std::thread::sleep(Duration::from_millis(200));
        let mut last = self.picture();
        self.desktop.wait("the window to come to rest", || {
            std::thread::sleep(Duration::from_millis(120));
            let next = self.picture();
            let same = next == last;
            last = next;
            same
        });
    }

    /// Waits for a file that the app writes.
    pub fn wait_for(&self, what: &str, done: impl FnMut() -> bool) {
        self.desktop.wait(what, done);
    }
}

/// The box around all pixels of one colour in a part of a picture: left, top, right, bottom.
pub fn find_colour(
    picture: &RgbaImage,
    colour: [u8; 3],
    columns: std::ops::Range<u32>,
) -> Option<(u32, u32, u32, u32)> {
    let mut found: Option<(u32, u32, u32, u32)> = None;
    for (x, y, pixel) in picture.enumerate_pixels() {
        let near = pixel.0[..3]
            .iter()
            .zip(colour)
            .all(|(a, b)| a.abs_diff(b) < 6);
        if near && columns.contains(&x) {
            found = Some(match found {
                None => (x, y, x, y),
                Some((left, top, right, bottom)) => {
                    (left.min(x), top.min(y), right.max(x), bottom.max(y))
                }
            });
        }
    }
    found
}
