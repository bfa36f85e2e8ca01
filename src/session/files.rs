//! Commands on files: open, paste, save, export, import, close; and what comes back from workers.

use std::path::{Path, PathBuf};

use super::action::Action;
use super::command::{Command, Effect, Unsaved};
use super::exchange::{ExportReport, export};
use super::file_names::{is_backup, with_ending};
use super::jobs::{ExportError, Exported, Finished};
use super::notice::Notice;
use super::sharing::OnDisk;
use super::{Pending, Session, Work};
use crate::edit::actions;
use crate::formats::{self, ExportOptions};
use crate::model::{Document, Project, ProjectId};
use crate::storage::{self, Opened};

/// The annotated sample project.
const SAMPLE: &[u8] = include_bytes!("../../assets/samples/harbour-talks.claimdesk.ron");

impl Session {
    pub(super) fn dispatch_file(&mut self, command: Command) {
        match command {
            Command::OpenPaths(paths) => self.open_paths(paths),
            Command::PasteText(text) => self.paste(&text, None),
            Command::PasteRich { words, html } => self.paste(&words, Some(&html)),
            Command::ReadAgainAs(document, label) => self.read_again(document, label),
            Command::TakeExtent(document, extent) => self.take_extent(document, extent),
            Command::TakeReading => self.take_reading(),
            Command::DropReading => self.drop_reading(),
            Command::SaveTo(path) => self.save_to(with_ending(path)),
            Command::ExportTo {
                format,
                options,
                path,
            } => self.export_to(format, options, path),
            Command::ShowLosses => self.ask(Effect::ShowLosses),
            Command::ImportFrom { format, path } => self.import_from(format, path),
            Command::TakeImport { into, labels } => self.take_import(into, labels),
            Command::DropImport => self.drop_import(),
            Command::Unsaved(answer) => self.answer(answer),
            Command::Restore(version) => self.restore(&version),
            Command::Repair(finding) => self.repair(&finding),
            Command::RepairAll => self.repair_all(),
            Command::PutBack(mark, place) => self.put_back(mark, place),
            Command::RemoveAside(mark) => self.remove_aside(mark),
            Command::LookAtState(sum) => self.look_at_state(&sum),
            Command::RestoreState(sum) => self.restore_state(&sum),
            Command::KeepVersions { number, days } => self.change_settings(|settings| {
                settings.versions_kept = number;
                settings.versions_days = days;
            }),
            Command::Recovery(what, journal) => self.dispatch_recovery(what, journal),
            Command::ForgetRecent(path) => {
                self.change_settings(|settings| settings.recent.retain(|r| r.path != path));
            }
            Command::SetAnnotator(name) => {
                self.change_settings(|settings| settings.annotator = name.trim().to_owned());
            }
            Command::SuggestOnOpen(on) => {
                self.change_settings(|settings| settings.suggest_on_open = on);
            }
            _ => {}
        }
    }

    pub(super) fn act_on_files(&mut self, action: Action) {
        match action {
            Action::New => self.unless_unsaved(Pending::New),
            Action::Open => self.ask(Effect::PickOpen),
            Action::OpenFolder => self.ask(Effect::PickFolder),
            Action::ReadAgain => self.choose_encoding(),
            Action::LeftOut => self.look_at_left_out(),
            Action::Paste => self.ask(Effect::PasteFromClipboard),
            Action::OpenSample => self.unless_unsaved(Pending::Sample),
            Action::Save => match self.work.as_ref().and_then(|work| work.path.clone()) {
                Some(path) => self.save_to(path),
                None => self.pick_save(),
            },
            Action::SaveAs => self.pick_save(),
            Action::MergeFromDisk => self.meet_disk(),
            Action::TakeOver => self.ask(Effect::AskTakeOver),
            Action::Versions => self.show_versions(),
            Action::Export => self.ask(Effect::ShowExport),
            Action::Import => self.ask(Effect::PickImport),
            Action::RemoveDocument => {
                if let Some(document) = self.work.as_ref().and_then(|work| work.active) {
                    self.edit_and_say(|p, a| actions::remove_document(p, a, document));
                }
            }
            Action::Close => self.unless_unsaved(Pending::Close),
            Action::Quit => self.unless_unsaved(Pending::Quit),
            _ => {}
        }
    }

    /// Takes in what workers have finished. The window calls this before each frame.
    pub fn poll(&mut self) {
        for finished in self.jobs.ended() {
            match finished {
                // These are for whatever asked, which a past state may have done too.
                Some(finished @ (Finished::Found { .. } | Finished::Listed(_))) => {
                    self.finish(finished);
                }
                Some(finished) => self.in_present(|session| session.finish(finished)),
                None => self.notify(Notice::error(
                    "Something went wrong in the background. Nothing was changed; try again.",
                )),
            }
        }
        self.tell_trouble();
        self.notice_lost_lock();
        if let Some(work) = &mut self.work {
            work.refresh();
        }
        self.search_if_wanted();
        self.list_if_wanted();
    }

    fn finish(&mut self, finished: Finished) {
        match finished {
            Finished::Opened {
                results,
                folder,
                skipped,
                disk,
            } => self.opened(results, folder, skipped, disk),
            Finished::ReadAgain {
                project,
                document,
                result,
            } => self.have_read_again(project, document, result),
            Finished::LeftOut {
                project,
                document,
                result,
            } => self.have_looked(project, document, result),
            Finished::Saved(saved) => self.saved(*saved),
            Finished::LockedOut {
                project,
                path,
                holder,
            } => self.locked_out(project, &path, holder),
            Finished::Met(met) => self.met(*met),
            Finished::Looked { project, now } => self.looked(project, now),
            Finished::History(project, view) => self.history_read(project, *view),
            Finished::Versions(project, rows) => self.versions_read(project, rows),
            Finished::Recoverable(found) => self.recoverable(found),
            Finished::Suggested {
                project,
                found,
                asked,
                stopped,
                trouble,
            } => self.suggested(project, found, asked, stopped, trouble),
            Finished::RulesRead { path, result } => self.rules_read(&path, result),
            Finished::Found { question, hits } => self.found(question, hits),
            Finished::Listed(lists) => self.listed(*lists),
            Finished::Exported {
                format,
                path,
                result,
            } => self.exported(format, &path, result),
            Finished::Imported { path, result } => self.imported(&path, result),
        }
    }

    // Opening

    /// Adds documents to the open project, or starts a project with them.
    pub(super) fn take_in(&mut self, documents: Vec<Document>) {
        if self.refuse_read_only() {
            return;
        }
        let ids: Vec<_> = documents.iter().map(|document| document.id).collect();
        if self.work.is_none() {
            self.start_project();
            self.edit(|p, a| actions::add_documents(p, a, documents));
            // The articles are in their own files still, so there is nothing to lose yet.
            if let Some(project) = self.work.as_ref().map(|work| work.project.clone()) {
                self.show(Some(Work::new(project, None)));
            }
        } else {
            self.edit(|p, a| actions::add_documents(p, a, documents));
        }
        if let Some(first) = ids.first() {
            self.dispatch_place(Command::Activate(*first));
        }
        if self.settings.suggest_on_open {
            self.suggest_new(ids);
        }
    }

    fn start_project(&mut self) {
        let id = ProjectId::from_number(self.ids.number());
        self.show(Some(Work::new(Project::new(id, ""), None)));
    }

    // Unsaved changes

    /// Goes on at once where nothing would be lost, else asks first.
    pub(super) fn unless_unsaved(&mut self, pending: Pending) {
        if self.work.as_ref().is_none_or(Work::is_saved) {
            self.go_on(pending);
        } else {
            self.pending = Some(pending);
            self.ask(Effect::AskUnsaved);
        }
    }

    fn answer(&mut self, answer: Unsaved) {
        match answer {
            Unsaved::Cancel => self.pending = None,
            Unsaved::Discard => {
                if let Some(pending) = self.pending.take() {
                    self.go_on(pending);
                }
            }
            Unsaved::Save => {
                self.resume_after_save = true;
                self.act_on_files(Action::Save);
            }
        }
    }

    pub(super) fn go_on(&mut self, pending: Pending) {
        match pending {
            Pending::New => self.start_project(),
            Pending::Close => {
                self.show(None);
                // Files may be other ones than when it was last looked for.
                self.look_for_unsaved_work();
            }
            Pending::Quit => {
                self.show(None);
                self.ask(Effect::CloseWindow);
            }
            Pending::Replace(opened, path, disk) => self.replace(*opened, &path, *disk),
            Pending::Sample => match storage::load(SAMPLE) {
                Ok(loaded) => self.show(Some(Work::new(loaded.project, None))),
                Err(error) => self.notify(Notice::error(error.to_string())),
            },
            Pending::Import(project) => {
                let mut work = Work::new(*project, None);
                work.history.mark_unsaved();
                self.show(Some(work));
            }
            Pending::Recover(journal, place) => self.take_up(&journal, place),
        }
    }

    fn replace(&mut self, opened: Opened, path: &Path, disk: OnDisk) {
        if let Opened::Repair(to_repair, path) = opened {
            self.open_to_repair(*to_repair, path);
            return;
        }
        let Opened::Project(loaded, _) = opened else {
            return;
        };
        for notice in &loaded.notices {
            self.notify(Notice::warning(notice.to_string()));
        }
        if is_backup(path) {
            let mut work = Work::new(loaded.project, None);
            work.history.mark_unsaved();
            self.show(Some(work));
            self.notify(Notice::info(
                "Opened a backup. Save it under a name of its own.",
            ));
            return;
        }
        let read = loaded.project;
        let mut project = read.clone();
        let is_settled = !loaded.notices.is_empty() && self.settle_history(&mut project);
        let census = disk.census;
        let mut work = self.shared_work(project, read, path, disk);
        if is_settled {
            work.history.mark_unsaved();
        }
        self.show(Some(work));
        self.remember(census);
        self.offer_recovery(path);
    }

    /// Whether closing the window now would lose nothing. If it would, the analyst is asked.
    pub fn may_close(&mut self) -> bool {
        self.back_to_present();
        if self.work.as_ref().is_none_or(Work::is_saved) {
            return true;
        }
        self.unless_unsaved(Pending::Quit);
        false
    }

    // Exchange formats

    fn export_to(&mut self, format: &'static str, options: ExportOptions, path: PathBuf) {
        let Some(work) = &self.work else {
            return;
        };
        let project = work.project.clone();
        self.jobs.start_watched("Exporting", move |watch| {
            let result = export(&project, format, &options, &path, watch);
            Finished::Exported {
                format,
                path,
                result,
            }
        });
    }

    fn exported(
        &mut self,
        format: &'static str,
        path: &Path,
        result: Result<Exported, ExportError>,
    ) {
        let name = formats::by_id(format).map_or(format, |format| format.name);
        match result {
            Ok(exported) => {
                self.notify(exported.notice(name, path));
                self.last_export = Some(ExportReport {
                    path: path.to_owned(),
                    format: name,
                    lost: exported.lost,
                    proven: exported.proven,
                });
            }
            Err(ExportError::Format(error @ formats::FormatError::Stopped)) => {
                self.notify(Notice::info(error.to_string()));
            }
            Err(error) => self.notify(Notice::error(error.to_string())),
        }
    }
}
