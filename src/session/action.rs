//! The one table of commands: menus, shortcuts, tooltips, palette and help page come from it.

use super::Session;
use super::command::Reach;
use super::keys::{Key, Keys};
use crate::edit::Item;

/// Where a command stands in the menu bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Menu {
    File,
    Edit,
    Mark,
    Review,
    View,
    Help,
}

impl Menu {
    /// The menus in the order of the bar.
    pub const ALL: [Self; 6] = [
        Self::File,
        Self::Edit,
        Self::Mark,
        Self::Review,
        Self::View,
        Self::Help,
    ];

    /// The name in the bar.
    pub fn label(self) -> &'static str {
        match self {
            Self::File => "File",
            Self::Edit => "Edit",
            Self::Mark => "Mark",
            Self::Review => "Review",
            Self::View => "View",
            Self::Help => "Help",
        }
    }
}

/// What the table says of a command.
#[derive(Clone, Copy, Debug)]
pub struct ActionInfo {
    pub action: Action,
    pub menu: Menu,
    /// A line is drawn above the first command of a group.
    pub group: u8,
    pub(super) reach: Reach,
    pub label: &'static str,
    pub keys: &'static [Keys],
    pub help: &'static str,
    pub enabled: fn(&Session) -> bool,
}

macro_rules! actions {
    ($($action:ident, $menu:ident, $group:literal, $reach:ident, $label:literal, [$($keys:expr),*], $enabled:expr, $help:literal;)+) => {
        /// A command without parameters.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Action { $($action,)+ }

        /// Every command, in the order of menus and help page.
        pub static ACTIONS: &[ActionInfo] = &[$(ActionInfo {
            action: Action::$action,
            menu: Menu::$menu,
            group: $group,
            reach: Reach::$reach,
            label: $label,
            keys: &[$($keys),*],
            help: $help,
            enabled: $enabled,
        },)+];
    };
}

fn always(_: &Session) -> bool {
    true
}

fn open(session: &Session) -> bool {
    session.work().is_some()
}

fn has_file(session: &Session) -> bool {
    session.work().is_some_and(|work| work.path().is_some())
}

fn is_read_only(session: &Session) -> bool {
    session
        .work()
        .is_some_and(|work| work.read_only().is_some())
}

fn has_document(session: &Session) -> bool {
    session.work().is_some_and(|work| work.active().is_some())
}

fn has_range(session: &Session) -> bool {
    session
        .work()
        .is_some_and(|work| work.words_to_mark().is_some())
}

fn has_rules(session: &Session) -> bool {
    session
        .work()
        .is_some_and(|work| work.project().rules().next().is_some())
}

fn has_words(session: &Session) -> bool {
    session
        .work()
        .is_some_and(|work| work.selected_words().is_some())
}

fn has_claim(session: &Session) -> bool {
    session
        .work()
        .is_some_and(|work| work.current_claim().is_some())
}

fn has_part(session: &Session) -> bool {
    has_claim(session) && (has_range(session) || has_entity(session))
}

fn has_anchor(session: &Session) -> bool {
    session
        .work()
        .is_some_and(|work| work.anchor_target().is_some())
}

fn has_entity(session: &Session) -> bool {
    session
        .work()
        .is_some_and(|work| !work.selected_entities().is_empty())
}

fn has_mention(session: &Session) -> bool {
    session
        .work()
        .is_some_and(|work| work.selection().mentions().next().is_some())
}

fn has_selection(session: &Session) -> bool {
    session
        .work()
        .is_some_and(|work| !work.selection().is_empty())
}

fn has_open_suggestions(session: &Session) -> bool {
    session
        .work()
        .is_some_and(|work| work.counts().suggested > 0)
}

fn reviewable(session: &Session) -> bool {
    session.work().is_some_and(|work| {
        work.selection()
            .items()
            .iter()
            .any(|item| !matches!(item, Item::Link(_)))
    })
}

use Key::{Char, Delete, Enter, Escape, F, Left, PageDown, PageUp, Right, Space};

actions! {
    New, File, 0, Present, "New project", [Keys::ctrl(Char('N'))], always, "Start a project without documents";
    Open, File, 0, Present, "Open…", [Keys::ctrl(Char('O'))], always, "Open articles or a project";
    OpenFolder, File, 0, Present, "Open folder…", [Keys::ctrl_shift(Char('O'))], always, "Open all articles of a folder and of the folders in it";
    Paste, File, 0, Change, "Paste article", [Keys::ctrl_shift(Char('V'))], always, "Make a document from the text on the clipboard";
    OpenSample, File, 0, Present, "Open the sample", [], always, "Open an annotated sample project";
    Save, File, 1, Present, "Save", [Keys::ctrl(Char('S'))], open, "Save the project";
    SaveAs, File, 1, Present, "Save as…", [Keys::ctrl_shift(Char('S'))], open, "Save the project under another name";
    MergeFromDisk, File, 1, Present, "Merge changes from disk", [], has_file, "Take in what another program has saved in the project’s file";
    TakeOver, File, 1, Present, "Take over…", [], is_read_only, "Change the project although another window has it open";
    Export, File, 2, Present, "Export…", [Keys::ctrl(Char('E'))], has_document, "Export in an exchange format";
    Import, File, 2, Present, "Import…", [], always, "Read a file in an exchange format, as a new project or into the open one";
    Versions, File, 3, Present, "Earlier versions…", [], open, "See what changed since earlier saves, and go back to one";
    History, File, 3, View, "History…", [Keys::ctrl(Char('H'))], Session::has_history, "See who did what and when, look at any past state, and go back to it";
    KeepHistory, File, 3, Change, "Keep a history", [], |s| s.work().is_some() && !s.keeps_history(), "Record in the project who does what and when";
    EndHistory, File, 3, Change, "End the history", [], Session::keeps_history, "Record nothing more; what was recorded stays";
    BackToPresent, File, 3, View, "Back to the present", [], |s| s.past().is_some(), "Show the project as it is now";
    CheckProject, File, 3, Present, "Check project…", [], open, "See whether the project is sound, and repair what isn’t";
    ReadAgain, File, 4, Change, "Read again as…", [], has_document, "Read the document’s file again in another encoding";
    LeftOut, File, 4, Present, "What was left out…", [], has_document, "See what the reader took of the document’s file and what it left out, and take all text";
    RemoveDocument, File, 4, Change, "Remove document", [], has_document, "Remove the document in view, with its marks";
    Close, File, 5, Present, "Close project", [Keys::ctrl(Char('W'))], open, "Close the project and show the start page";
    Quit, File, 5, Present, "Quit", [Keys::ctrl(Char('Q'))], always, "Close the window";

    Undo, Edit, 0, Change, "Undo", [Keys::ctrl(Char('Z'))], |s| s.work().is_some_and(|w| w.undo_label().is_some()), "Take back the last change";
    Redo, Edit, 0, Change, "Redo", [Keys::ctrl_shift(Char('Z')), Keys::ctrl(Char('Y'))], |s| s.work().is_some_and(|w| w.redo_label().is_some()), "Make the undone change again";
    Copy, Edit, 1, View, "Copy words", [Keys::ctrl(Char('C'))], has_range, "Copy the selected words";
    Delete, Edit, 1, Change, "Delete", [Keys::plain(Delete)], has_selection, "Delete what is selected";
    ItemHistory, Edit, 1, View, "History of this…", [], |s| s.has_history() && has_selection(s), "See who did what and when to what is selected";
    Rename, Edit, 1, Change, "Rename entity", [Keys::plain(F(2))], has_entity, "Edit the name of the selected entity";
    Find, Edit, 2, View, "Find in article", [Keys::ctrl(Char('F'))], has_document, "Search the article’s words";
    FindNext, Edit, 2, View, "Find next", [Keys::plain(F(3))], has_document, "Go to the next hit";
    FindPrevious, Edit, 2, View, "Find previous", [Keys::shift(F(3))], has_document, "Go to the hit before";
    GoToParagraph, Edit, 2, View, "Go to paragraph…", [Keys::ctrl(Char('J'))], has_document, "Go to a paragraph or a line by its number";
    Settings, Edit, 3, View, "Settings…", [Keys::ctrl(Char(','))], always, "Your name, suggestions, theme, text and how much is kept";

    AddClaim, Mark, 0, Change, "Claim", [Keys::plain(Char('C'))], has_range, "Make the selected words the content of a new claim";
    SetSource, Mark, 0, Change, "Source", [Keys::plain(Char('S'))], has_part, "Make the selected words the source of the claim";
    SetCue, Mark, 0, Change, "Cue", [Keys::plain(Char('U'))], |s| has_claim(s) && has_range(s), "Make the selected words the cue of the claim";
    SetContent, Mark, 0, Change, "Content", [Keys::plain(Char('E'))], |s| has_claim(s) && has_range(s), "Make the selected words the content of the claim";
    SetVia, Mark, 0, Change, "Came through…", [Keys::plain(Char('V'))], has_claim, "Choose the claim through which this one reached the article";
    AddLink, Mark, 0, Change, "Link…", [Keys::plain(Char('L'))], has_claim, "Link the claim to another claim or to an entity";
    AddWords, Mark, 1, Change, "Add words to mark", [Keys::plain(Char('T'))], |s| has_anchor(s) && has_range(s), "Add the selected words to the selected mark; a gap may lie between";
    RemoveWords, Mark, 1, Change, "Take words from mark", [Keys::shift(Char('T'))], |s| has_anchor(s) && has_range(s), "Take the selected words out of the selected mark";
    GrowEnd, Mark, 1, Change, "End: one word on", [Keys::alt(Right)], has_anchor, "Move the end of the mark one word on";
    ShrinkEnd, Mark, 1, Change, "End: one word back", [Keys::alt(Left)], has_anchor, "Move the end of the mark one word back";
    GrowStart, Mark, 1, Change, "Start: one word back", [Keys::alt_shift(Left)], has_anchor, "Move the start of the mark one word back";
    ShrinkStart, Mark, 1, Change, "Start: one word on", [Keys::alt_shift(Right)], has_anchor, "Move the start of the mark one word on";
    GrowEndChar, Mark, 1, Change, "End: one character on", [Keys::ctrl_alt(Right)], has_anchor, "Move the end of the mark one character on";
    ShrinkEndChar, Mark, 1, Change, "End: one character back", [Keys::ctrl_alt(Left)], has_anchor, "Move the end of the mark one character back";
    GrowStartChar, Mark, 1, Change, "Start: one character back", [Keys::ctrl_alt_shift(Left)], has_anchor, "Move the start of the mark one character back";
    ShrinkStartChar, Mark, 1, Change, "Start: one character on", [Keys::ctrl_alt_shift(Right)], has_anchor, "Move the start of the mark one character on";
    MarkAll, Mark, 2, Change, "Mark all occurrences", [Keys::ctrl(Char('M'))], has_mention, "Mark the same words everywhere as the same entity";
    Kind, Mark, 2, Change, "Change kind…", [Keys::plain(Char('K'))], has_entity, "Choose another kind for the selected entity";
    Merge, Mark, 2, Change, "Merge entities", [Keys::plain(Char('M'))], has_entity, "Merge the selected entities, or choose one to merge with";
    Split, Mark, 2, Change, "Split off mention", [Keys::shift(Char('M'))], has_mention, "Make the selected mention an entity of its own";
    NextMention, Mark, 3, View, "Next mention", [Keys::plain(Char('N'))], has_entity, "Go to the next mention of the entity";
    PreviousMention, Mark, 3, View, "Previous mention", [Keys::shift(Char('N'))], has_entity, "Go to the mention before";
    NextMark, Mark, 3, View, "Next mark", [Keys::plain(Char(']'))], has_document, "Select the next mark in the text";
    PreviousMark, Mark, 3, View, "Previous mark", [Keys::plain(Char('['))], has_document, "Select the mark before";
    SelectHere, Mark, 3, View, "Select mark here", [Keys::plain(Enter)], has_document, "Select the smallest mark at the caret; again for the next larger";
    Schema, Mark, 4, Change, "Label schema…", [], open, "Add, rename, recolour, reorder and delete kinds";

    ReviewMode, Review, 0, Present, "Review suggestions", [Keys::plain(F(8))], open, "Go through the suggestions one by one";
    Accept, Review, 0, Change, "Accept", [Keys::plain(Char('A'))], reviewable, "Accept what is selected; in review, go on to the next";
    Reject, Review, 0, Change, "Reject", [Keys::plain(Char('R'))], reviewable, "Reject what is selected; in review, go on to the next";
    NextSuggestion, Review, 0, View, "Next suggestion", [Keys::plain(Space)], has_open_suggestions, "Go to the next suggestion";
    PreviousSuggestion, Review, 0, View, "Previous suggestion", [Keys::shift(Space)], has_open_suggestions, "Go to the suggestion before";
    AcceptRule, Review, 1, Change, "Accept all like this", [Keys::shift(Char('A'))], reviewable, "Accept every suggestion of the same rule";
    AcceptSure, Review, 1, Change, "Accept all sure ones", [], has_open_suggestions, "Accept every suggestion with a score of 0.80 or more";
    AcceptScored, Review, 1, Change, "Accept above a score…", [Keys::ctrl_shift(Char('A'))], has_open_suggestions, "Choose a score, see how many suggestions reach it, and accept them";
    Suggest, Review, 2, Change, "Suggest marks", [Keys::ctrl(Char('G'))], has_document, "Look for entities and claims in the article";
    SuggestHere, Review, 2, Change, "Suggest marks in selection", [Keys::ctrl_alt(Char('G'))], has_words, "Look for entities and claims in the paragraphs of the selected words";
    SuggestProject, Review, 2, Change, "Suggest marks in all documents", [Keys::ctrl_shift(Char('G'))], has_document, "Look for entities and claims in every document of the project";
    SuggestWith, Review, 2, Change, "Suggest with…", [Keys::ctrl_alt(Char('E'))], has_document, "Choose who looks for marks, and where: Claimdesk or a program of your own";
    StopWork, Review, 2, View, "Stop", [Keys::ctrl(Char('.'))], |s| s.running().is_some_and(|job| job.can_stop), "Stop what goes on in the background: suggesting, or opening many files";
    LearnedRules, Review, 3, Present, "Learned rules…", [Keys::ctrl(Char('L'))], open, "See what your decisions taught, and switch it off or delete it";
    ImportRules, Review, 3, Change, "Import learned rules…", [], open, "Take over the learned rules of a file or of another project";
    ExportRules, Review, 3, Present, "Export learned rules…", [], has_rules, "Write the learned rules to a file, for other projects";
    Engines, Review, 3, View, "External engines…", [], always, "Add, change and remove programs of your own that suggest marks";

    Palette, View, 0, View, "Commands", [Keys::ctrl(Char('K')), Keys::ctrl_shift(Char('P'))], always, "Find and run a command";
    ShowEntities, View, 0, View, "Entities", [Keys::ctrl(Char('1'))], open, "Show the list of entities";
    ShowClaims, View, 0, View, "Claims", [Keys::ctrl(Char('2'))], open, "Show the list of claims";
    NextDocument, View, 0, View, "Next document", [Keys::ctrl(PageDown)], has_document, "Show the next document";
    PreviousDocument, View, 0, View, "Previous document", [Keys::ctrl(PageUp)], has_document, "Show the document before";
    NextPanel, View, 0, View, "Next panel", [Keys::plain(F(6))], open, "Move the focus to the next panel";
    ThemeSystem, View, 1, View, "Theme of the system", [], always, "Light or dark as the system says";
    ThemeLight, View, 1, View, "Light theme", [], always, "Dark text on white paper";
    ThemeDark, View, 1, View, "Dark theme", [], always, "Light text on dark paper";
    TextLarger, View, 2, View, "Larger text", [Keys::ctrl(Char('+')), Keys::ctrl(Char('='))], always, "Make the article’s text larger";
    TextSmaller, View, 2, View, "Smaller text", [Keys::ctrl(Char('-'))], always, "Make the article’s text smaller";
    TextReset, View, 2, View, "Standard text size", [Keys::ctrl(Char('0'))], always, "Set the article’s text to 18";
    MeasureWider, View, 2, View, "Longer lines", [], always, "Make the article’s lines longer";
    MeasureNarrower, View, 2, View, "Shorter lines", [], always, "Make the article’s lines shorter";
    SpacingWider, View, 2, View, "More space between lines", [], always, "Set the article’s lines further apart";
    SpacingNarrower, View, 2, View, "Less space between lines", [], always, "Set the article’s lines closer together";
    SpacingReset, View, 2, View, "Standard line spacing", [], always, "Set the article’s lines as far apart as at first";
    FocusParagraph, View, 3, View, "Focus on the paragraph", [Keys::plain(F(7))], always, "Dim all paragraphs but the one that you are in";
    NumbersOff, View, 4, View, "Numbers in the margin: off", [], always, "Show no numbers beside the text";
    NumbersParagraphs, View, 4, View, "Numbers in the margin: paragraphs", [], always, "Number the paragraphs, without headlines";
    NumbersLines, View, 4, View, "Numbers in the margin: lines", [], always, "Number the lines of the text as it was read";
    TagsAll, View, 5, View, "Kind tags: all", [], always, "Show the kind at every mark";
    TagsHover, View, 5, View, "Kind tags: under the pointer", [], always, "Show the kind of the mark under the pointer only";
    TagsOff, View, 5, View, "Kind tags: off", [], always, "Show no kinds in the text";

    Help, Help, 0, View, "Keys", [Keys::plain(F(1))], always, "Show every command with its keys";
    About, Help, 0, View, "About Claimdesk", [], always, "Version and licences";
    Cancel, Help, 1, View, "Back", [Keys::plain(Escape)], always, "Close what is open, end review, or select nothing";
}

impl Action {
    /// What the table says of this command.
    pub fn info(self) -> &'static ActionInfo {
        &ACTIONS[self as usize]
    }

    /// The command's first key, if it has one.
    pub fn keys(self) -> Option<Keys> {
        self.info().keys.first().copied()
    }

    /// Whether the command can run now.
    pub fn is_enabled(self, session: &Session) -> bool {
        (self.info().enabled)(session) && session.why_not(self).is_none()
    }
}

/// The command that these keys run, if any.
pub fn by_keys(keys: Keys) -> Option<Action> {
    let has_keys = |info: &&ActionInfo| info.keys.contains(&keys);
    ACTIONS.iter().find(has_keys).map(|info| info.action)
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;
    use crate::model::LabelSchema;

    #[test]
    fn no_two_commands_share_keys() {
        let mut seen: HashMap<Keys, String> = HashMap::new();
        for info in ACTIONS {
            for keys in info.keys {
                let before = seen.insert(*keys, info.label.to_owned());
                assert_eq!(before, None, "{keys} is also “{}”", info.label);
            }
        }
        for kind in &LabelSchema::default().kinds {
            let key = kind.key.unwrap().to_ascii_uppercase();
            let before = seen.insert(Keys::plain(Key::Char(key)), kind.name.clone());
            assert_eq!(before, None, "{key} is also “{}”", kind.name);
        }
    }

    #[test]
    fn the_table_is_in_the_order_of_the_actions() {
        for info in ACTIONS {
            assert_eq!(info.action.info().label, info.label);
            assert!(!info.help.is_empty() && !info.help.ends_with('.'));
        }
    }
}
