//! What the session asks of the window: dialogs, overlays, scrolling, the clipboard, closing.

use eframe::egui::{Context, Popup, ThemePreference, ViewportCommand};

use super::article::article_id;
use super::bars::find_id;
use super::overlays::{Overlay, PathPurpose, PathView};
use super::pickers::{Picked, Purpose};
use super::shell::{RightTab, Shell};
use crate::formats::{self, Layout};
use crate::session::{Command, Effect};
use crate::storage;

impl Shell {
    /// Does what the session asked for since the last call.
    pub(super) fn effects(&mut self, context: &Context) {
        while let Some(effect) = self.session_mut().take_effect() {
            context.request_repaint();
            self.keyboard_goes |= !matches!(effect, Effect::Reveal(_) | Effect::CopyToClipboard(_));
            self.effect(context, effect);
        }
    }

    /// Pasted words with their paragraphs, where the clipboard tells them.
    pub(super) fn enriched(&self, command: Command) -> Command {
        match command {
            Command::PasteText(words) => match self.pickers.clipboard_html() {
                Some(html) => Command::PasteRich { words, html },
                None => Command::PasteText(words),
            },
            command => command,
        }
    }

    fn effect(&mut self, context: &Context, effect: Effect) {
        match effect {
            Effect::PickOpen => self.pick(Purpose::Open),
            Effect::PickFolder => self.pick(Purpose::Folder),
            Effect::PickImport => self.pick(Purpose::Import),
            Effect::PickSave(name) => self.pick(Purpose::Save(name)),
            Effect::PickRules => self.pick(Purpose::Rules),
            Effect::PickRulesFile(name) => self.pick(Purpose::RulesFile(name)),
            Effect::PasteFromClipboard => {
                context.memory_mut(|memory| memory.request_focus(article_id()));
                context.send_viewport_cmd(ViewportCommand::RequestPaste);
            }
            Effect::CopyToClipboard(words) => context.copy_text(words),
            Effect::CloseWindow => self.close(context),
            Effect::Reveal(offset) => self.views().article.reveal(offset),
            Effect::FocusFind => {
                context.memory_mut(|memory| memory.request_focus(find_id()));
            }
            Effect::FocusNextPanel => self.focus_next_panel(context),
            Effect::FocusList => self.focus_list(),
            Effect::ShowEntities => {
                self.views().tab = RightTab::Entities;
                self.views().right = Some(true);
            }
            Effect::ShowClaims => {
                self.views().tab = RightTab::Claims;
                self.views().right = Some(true);
            }
            Effect::RenameEntity(entity) => {
                let work = self.session().work();
                let listed = work.is_some_and(|work| work.lists().entities.contains(&entity));
                let views = self.views();
                views.right = Some(true);
                if listed {
                    views.tab = RightTab::Entities;
                    views.entities.rename = Some(entity);
                } else {
                    views.inspector.rename = Some(entity);
                }
            }
            Effect::Back if !self.views().find.is_empty() => {
                self.views().find.clear();
                let nothing = Command::FindText(String::new());
                self.session_mut().dispatch(nothing);
            }
            Effect::Back => {
                self.views().right = None;
                self.views().left = None;
                context.memory_mut(|memory| memory.request_focus(article_id()));
            }
            effect => {
                Popup::close_all(context);
                self.views().overlay = Overlay::for_effect(&effect);
            }
        }
    }

    /// Moves the keyboard to the next panel: the list, the search field, the article.
    fn focus_next_panel(&mut self, context: &Context) {
        self.views().panel = (self.views().panel + 1) % 3;
        match self.views().panel {
            1 => self.focus_list(),
            2 => context.memory_mut(|memory| memory.request_focus(find_id())),
            _ => context.memory_mut(|memory| memory.request_focus(article_id())),
        }
    }

    /// Moves the keyboard to the list in view.
    fn focus_list(&mut self) {
        self.views().panel = 1;
        let (work, views) = self.work_and_views();
        match (work, views.tab) {
            (Some(work), RightTab::Entities) => views.entities.take_keyboard(work),
            (Some(work), RightTab::Claims) => views.claims.take_keyboard(work),
            (None, _) => {}
        }
    }

    /// Opens a file dialog, or where the machine has none, a field for a path.
    pub(super) fn pick(&mut self, purpose: Purpose) {
        if self.pickers.available() {
            self.pickers.pick(purpose);
            return;
        }
        let (typed, proposed) = match purpose {
            Purpose::Open => (PathPurpose::Open, self.placed("")),
            Purpose::Folder => (PathPurpose::Folder, self.placed("")),
            Purpose::Import => (PathPurpose::Import, self.placed("")),
            Purpose::Save(name) => (PathPurpose::SaveAs, self.placed(&name)),
            Purpose::Rules => (PathPurpose::ImportRules, self.placed("")),
            Purpose::RulesFile(name) => (PathPurpose::ExportRules, self.placed(&name)),
            Purpose::ExportFile(name) | Purpose::ExportFolder(name) => {
                let Some((format, options)) = self.export.take() else {
                    return;
                };
                (PathPurpose::Export { format, options }, self.placed(&name))
            }
        };
        let refused = self.session().not_to_save_over();
        let view = PathView::without_dialog(typed, &proposed).refusing(refused);
        self.views().overlay = Some(Overlay::Path(view));
    }

    /// A name in the folder at hand, else in the user’s own, so that a typed path says where it leads; without a name
    /// the folder.
    fn placed(&self, name: &str) -> String {
        match self.session().folder_at_hand() {
            Some(folder) => folder.join(name).display().to_string(),
            None => format!("~/{name}"),
        }
    }

    /// Takes in file dialogs that have ended.
    pub(super) fn dialogs_ended(&mut self) {
        while let Some(Picked { purpose, mut paths }) = self.pickers.picked() {
            let first = if paths.is_empty() {
                None
            } else {
                Some(paths.remove(0))
            };
            match (purpose, first) {
                (Purpose::Save(_), None) => self.session_mut().save_cancelled(),
                (_, None) => {}
                (Purpose::Open | Purpose::Folder, Some(first)) => {
                    paths.insert(0, first);
                    self.open(paths);
                }
                (Purpose::Import, Some(path)) => {
                    self.session_mut().dispatch(Command::ImportFrom {
                        format: crate::session::AUTO,
                        path,
                    });
                }
                (Purpose::Rules, Some(path)) => {
                    self.session_mut().dispatch(Command::ImportRules(path));
                }
                (Purpose::RulesFile(_), Some(path)) => {
                    self.session_mut().dispatch(Command::ExportRules(path));
                }
                (Purpose::Save(_), Some(path)) => {
                    self.session_mut().dispatch(Command::SaveTo(path))
                }
                (Purpose::ExportFile(_) | Purpose::ExportFolder(_), Some(path)) => {
                    if let Some((format, options)) = self.export.take() {
                        self.session_mut().dispatch(Command::ExportTo {
                            format,
                            options,
                            path,
                        });
                    }
                }
            }
        }
    }

    /// Asks for a path once the export dialog is done.
    pub(super) fn chosen_export(&mut self) {
        let Some(Overlay::Export(view)) = &mut self.views().overlay else {
            return;
        };
        let Some((format, options)) = view.take_chosen() else {
            return;
        };
        self.views().overlay = None;
        let Some(row) = formats::by_id(format) else {
            return;
        };
        let name = self
            .session()
            .work()
            .map_or(String::new(), |work| work.name());
        let stem = crate::session::file_stem(&name);
        self.export = Some((format, options));
        self.pick(match row.layout {
            Layout::OneFile => {
                let extension = row.extensions.first().copied().unwrap_or("txt");
                Purpose::ExportFile(format!("{stem}.{extension}"))
            }
            Layout::Folder => Purpose::ExportFolder(format!("{stem} {format}")),
        });
    }
}

/// Light or dark, as egui has it.
pub(super) fn preference(theme: storage::Theme) -> ThemePreference {
    match theme {
        storage::Theme::System => ThemePreference::System,
        storage::Theme::Light => ThemePreference::Light,
        storage::Theme::Dark => ThemePreference::Dark,
    }
}
