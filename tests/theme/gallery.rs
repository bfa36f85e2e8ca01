//! Every widget on one page, which the tests look at and work with.

use claimdesk::app::theme::{self, Weight, mono, serif, ui_font};
use claimdesk::app::widgets::{
    Button, ChipState, CodeOption, Family, Icon, InlineEdit, KindChip, MenuItem, Row, SearchField,
    TextField, code_row, commitment_line, drop_down, icon_button, key_cap, likelihood_scale,
    link_colour, paint_state_dot, segmented, stamp, state_dot, tab, text,
};
use claimdesk::model::{
    Colour, Commitment, InformationCredibility, Kind, KindId, LabelSchema, Likelihood, LinkKind,
    ReviewState, Rgb, SourceReliability, Verdict,
};
use eframe::egui::{
    self, Align2, CentralPanel, Color32, Frame, Id, Margin, RichText, Sense, ThemePreference, Ui,
    Vec2, vec2,
};
use egui_kittest::Harness;

/// What the widgets show, and what was asked of them.
pub struct Page {
    pub search: String,
    pub filter: String,
    pub name: String,
    pub notes: String,
    pub commitment: Commitment,
    pub likelihood: Option<Likelihood>,
    pub confidence: Option<usize>,
    pub source: Option<usize>,
    pub information: Option<usize>,
    pub verdict: usize,
    pub open_tab: usize,
    pub clicked: Vec<&'static str>,
}

impl Default for Page {
    fn default() -> Self {
        Self {
            search: String::new(),
            filter: "harbour".to_owned(),
            name: "Harbour pilots’ union".to_owned(),
            notes: String::new(),
            commitment: Commitment::CertainPositive,
            likelihood: Some(Likelihood::RoughlyEven),
            confidence: Some(1),
            source: Some(2),
            information: None,
            verdict: 4,
            open_tab: 1,
            clicked: Vec::new(),
        }
    }
}

pub fn harness(dark: bool, scale: f32) -> Harness<'static, Page> {
    let (preference, theme) = if dark {
        (ThemePreference::Dark, egui::Theme::Dark)
    } else {
        (ThemePreference::Light, egui::Theme::Light)
    };
    Harness::builder()
        .with_size(vec2(1020.0, 600.0))
        .with_pixels_per_point(scale)
        .with_theme(theme)
        .with_context_setup(move |context| theme::install(context, preference))
        .build_ui_state(page_ui, Page::default())
}

fn page_ui(ui: &mut Ui, page: &mut Page) {
    let theme = theme::of(ui);
    let frame = Frame::new()
        .fill(theme.panel)
        .inner_margin(Margin::same(16));
    CentralPanel::default().frame(frame).show(ui, |ui| {
        let columns = [
            (0.0, 300.0, controls_ui as fn(&mut Ui, &mut Page)),
            (324.0, 300.0, judgement_ui),
            (648.0, 300.0, lists_ui),
        ];
        let area = ui.max_rect();
        for (left, width, column_ui) in columns {
            let place =
                egui::Rect::from_min_size(area.min + vec2(left, 0.0), vec2(width, area.height()));
            let mut column = ui.new_child(egui::UiBuilder::new().max_rect(place));
            column_ui(&mut column, page);
        }
    });
}

fn heading(ui: &mut Ui, words: &str) {
    let theme = theme::of(ui);
    ui.add_space(8.0);
    let font = ui_font(11.0, Weight::SemiBold);
    ui.label(RichText::new(words).font(font).color(theme.text2));
}

fn controls_ui(ui: &mut Ui, page: &mut Page) {
    heading(ui, "Buttons");
    ui.horizontal(|ui| {
        if ui.add(Button::primary("Accept").keys("A")).clicked() {
            page.clicked.push("Accept");
        }
        ui.add(Button::quiet("Reject").keys("R"));
        ui.add(Button::plain("Skip").keys("Space"));
    });
    ui.horizontal(|ui| {
        ui.add(Button::primary("Recover"));
        ui.add(Button::quiet("Merge with…").icon(Icon::Merge));
        ui.add(Button::quiet("Military").drop_down());
    });
    ui.horizontal(|ui| {
        ui.add(Button::plain("Link").icon(Icon::Plus));
        ui.add_enabled(false, Button::quiet("Split off").keys("Shift M"));
        ui.add_enabled(false, Button::primary("Export"));
    });
    ui.horizontal(|ui| {
        for (icon, label) in [
            (Icon::Split, "Split"),
            (Icon::Trash, "Delete"),
            (Icon::More, "More"),
        ] {
            icon_button(ui, icon, label);
        }
        key_cap(ui, "Ctrl Shift A");
        key_cap(ui, "Enter");
    });
    heading(ui, "Choices");
    ui.horizontal(|ui| {
        let _ = ui.button("Plain egui");
        let mut on = true;
        ui.checkbox(&mut on, "Tags");
        let verdicts: Vec<&str> = Verdict::ALL.iter().map(|verdict| verdict.label()).collect();
        let chosen = drop_down(ui, "Verdict", &verdicts, page.verdict);
        page.verdict = chosen.unwrap_or(page.verdict);
    });
    heading(ui, "Fields");
    SearchField::new(&mut page.search, "Find in article")
        .keys("Ctrl F")
        .show(ui);
    ui.horizontal(|ui| {
        SearchField::new(&mut page.filter, "Filter claims")
            .width(210.0)
            .show(ui);
        ui.add(Button::plain("All").icon(Icon::Filter));
    });
    ui.add_space(4.0);
    let font = ui_font(13.0, Weight::SemiBold);
    let (_, kept) = InlineEdit::new(Id::unique("name"), "Name", &page.name)
        .font(font)
        .show(ui);
    if let Some(kept) = kept {
        page.name = kept;
    }
    InlineEdit::new(Id::unique("notes"), "Notes", "")
        .hint("Add a note")
        .show(ui);
    ui.add_space(4.0);
    TextField::new(&mut page.notes, "Notes on the source")
        .rows(2)
        .hint("Add a note")
        .show(ui);
    heading(ui, "Kinds");
    chips_ui(ui);
}

fn chips_ui(ui: &mut Ui) {
    let schema = LabelSchema::default();
    // Chips are lower than buttons, which a line is otherwise high enough for.
    ui.spacing_mut().interact_size.y = 0.0;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 2.0);
        for kind in &schema.kinds {
            ui.add(KindChip::new(kind).clickable());
        }
    });
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        for kind in &schema.kinds {
            ui.add(KindChip::new(kind).state(ChipState::Suggested));
        }
    });
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        ui.add(KindChip::new(&schema.kinds[0]).state(ChipState::Off));
        for (number, rgb) in [
            0x00ff_0000_u32,
            0x00ff_ff00,
            0x0000_ff80,
            0x0020_2020,
            0x0040_40ff,
        ]
        .into_iter()
        .enumerate()
        {
            let [_, red, green, blue] = rgb.to_be_bytes();
            let kind = Kind {
                id: KindId::new("custom"),
                name: format!("Custom {number}"),
                tag: format!("CU{number}"),
                key: None,
                colour: Colour::Custom(Rgb(red, green, blue)),
            };
            ui.add(KindChip::new(&kind));
        }
    });
}

fn judgement_ui(ui: &mut Ui, page: &mut Page) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        for (number, (label, count)) in [("Entities", 23), ("Claims", 8)].into_iter().enumerate() {
            if tab(ui, label, Some(count), page.open_tab == number).clicked() {
                page.open_tab = number;
            }
        }
    });
    heading(ui, "Commitment");
    if let Some(commitment) = commitment_line(ui, "Commitment, from the source", page.commitment) {
        page.commitment = commitment;
    }
    let _ = ui.push_id("probable", |ui| {
        commitment_line(ui, "Commitment, another", Commitment::ProbableNegative)
    });
    heading(ui, "Your judgement");
    let theme = theme::of(ui);
    let frame = Frame::new()
        .fill(theme.judge_soft)
        .stroke(egui::Stroke::new(theme::HAIRLINE, theme.judge_mid))
        .corner_radius(theme::RADIUS_MARK)
        .inner_margin(Margin::same(10));
    frame.show(ui, |ui| {
        if let Some(word) = likelihood_scale(ui, "Likelihood", page.likelihood) {
            page.likelihood = Some(word);
        }
        ui.add_space(4.0);
        let words = ["Low", "Moderate", "High"];
        let chosen = segmented(ui, "Confidence", Family::Judgement, &words, page.confidence);
        page.confidence = chosen.or(page.confidence);
        ui.add_space(4.0);
        ui.horizontal(|ui| {
            let source = SourceReliability::ALL
                .iter()
                .map(|term| (term.id(), term.label()));
            let chosen = code_row(ui, "Source", &options(source), page.source);
            page.source = chosen.or(page.source);
            let terms = InformationCredibility::ALL.iter();
            let information = terms.map(|term| (term.id(), term.label()));
            let chosen = code_row(ui, "Information", &options(information), page.information);
            page.information = chosen.or(page.information);
        });
        ui.horizontal(|ui| {
            stamp(ui, Some("C3"));
            stamp(ui, None);
            ui.push_id("none", |ui| likelihood_scale(ui, "Likelihood, none", None));
        });
    });
    heading(ui, "States and links");
    ui.horizontal(|ui| {
        for state in ReviewState::ALL {
            state_dot(ui, *state);
        }
        let (rect, _) = ui.allocate_exact_size(Vec2::splat(20.0), Sense::hover());
        let colour = theme::of(ui).accent;
        paint_state_dot(ui.painter(), rect.center(), ReviewState::Edited, colour);
    });
    icons_ui(ui);
}

fn options<'a>(terms: impl Iterator<Item = (&'a str, &'a str)>) -> Vec<CodeOption<'a>> {
    terms
        .map(|(code, meaning)| CodeOption { code, meaning })
        .collect()
}

fn icons_ui(ui: &mut Ui) {
    let theme = theme::of(ui);
    ui.horizontal_wrapped(|ui| {
        for icon in Icon::ALL {
            let (rect, _) = ui.allocate_exact_size(Vec2::splat(16.0), Sense::hover());
            icon.paint(ui.painter(), rect, 16.0, theme.text2);
        }
    });
    ui.horizontal(|ui| {
        for kind in LinkKind::ALL {
            let (rect, _) = ui.allocate_exact_size(Vec2::splat(20.0), Sense::hover());
            let colour = link_colour(theme, *kind);
            Icon::of_link(*kind).paint_ringed(ui.painter(), rect.center(), colour, theme.paper);
        }
    });
}

fn lists_ui(ui: &mut Ui, page: &mut Page) {
    heading(ui, "Rows");
    ui.spacing_mut().item_spacing.y = 0.0;
    let schema = LabelSchema::default();
    let names = [
        "The coast guard",
        "A very long name that will not fit in the row at all",
        "Tide Front",
    ];
    for (number, name) in names.into_iter().enumerate() {
        let row = Row::new(name, theme::ENTITY_ROW).selected(number == 0);
        let response = row.show(ui);
        if response.clicked() {
            page.clicked.push("row");
        }
        let inside = response.rect.shrink2(vec2(10.0, 0.0));
        let mut content = ui.new_child(
            egui::UiBuilder::new()
                .max_rect(inside)
                .layout(egui::Layout::left_to_right(egui::Align::Center)),
        );
        content.add(KindChip::new(&schema.kinds[number]).least_width(37.0));
        let theme = theme::of(ui);
        let font = ui_font(13.0, Weight::Medium);
        let galley = text::line(ui, name, font, theme.text, inside.width() - 90.0);
        let at = inside.left_center() + vec2(46.0, 0.0);
        text::paint(ui.painter(), galley, Align2::LEFT_CENTER, at);
        let dot = inside.right_center() - vec2(4.0, 0.0);
        paint_state_dot(ui.painter(), dot, ReviewState::ALL[number], theme.text2);
    }
    ui.add_space(8.0);
    Row::new("Outline row", 24.0)
        .rounded(5)
        .selected(true)
        .show(ui);
    heading(ui, "Menu");
    let popup = Frame::popup(ui.style());
    popup.show(ui, |ui| {
        ui.set_width(240.0);
        ui.add(
            MenuItem::new("Accept suggestion")
                .keys("A")
                .icon(Icon::Check),
        );
        ui.add(MenuItem::new("Delete").keys("Del").icon(Icon::Trash));
        ui.add(
            MenuItem::new("Show tags")
                .checked(true)
                .keys("Ctrl Shift T"),
        );
        ui.add_enabled(false, MenuItem::new("Undo").keys("Ctrl Z").icon(Icon::Undo));
    });
    heading(ui, "Type");
    type_ui(ui);
}

fn type_ui(ui: &mut Ui) {
    let theme = theme::of(ui);
    let mut say = |words: &str, font: egui::FontId, colour: Color32| {
        ui.label(RichText::new(words).font(font).color(colour));
    };
    say(
        "Grain ships may leave; coast guard",
        serif(22.0, Weight::SemiBold),
        theme.text,
    );
    say(
        "Eleven grain ships held since August",
        serif(18.0, Weight::Regular),
        theme.text,
    );
    say(
        "Interface 400, 13 points",
        ui_font(13.0, Weight::Regular),
        theme.text,
    );
    say(
        "Interface 500, 13 points",
        ui_font(13.0, Weight::Medium),
        theme.text2,
    );
    say(
        "Interface 600, 13 points",
        ui_font(13.0, Weight::SemiBold),
        theme.text3,
    );
    say("Ctrl K  0.86  C3", mono(11.0, Weight::Medium), theme.text2);
    say(
        "السفن قد تغادر الميناء",
        ui_font(13.0, Weight::Regular),
        theme.text,
    );
    say(
        "→ ≠ … – “quote” ’ é ß Ж λ",
        ui_font(13.0, Weight::Regular),
        theme.text,
    );
    say("A problem", ui_font(12.0, Weight::Regular), theme.error);
}
