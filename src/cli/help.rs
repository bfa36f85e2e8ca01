//! The help texts.

/// What help is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    All,
    Suggest,
    Export,
    Import,
    Check,
    Merge,
    Formats,
    Train,
    Help,
}

/// Each command with its help.
const COMMANDS: [(Topic, &str, &str); 8] = [
    (Topic::Suggest, "suggest", SUGGEST),
    (Topic::Export, "export", EXPORT),
    (Topic::Import, "import", IMPORT),
    (Topic::Check, "check", CHECK),
    (Topic::Merge, "merge", MERGE),
    (Topic::Formats, "formats", FORMATS),
    (Topic::Train, "train", TRAIN),
    (Topic::Help, "help", HELP),
];

impl Topic {
    /// The topic of a command.
    pub fn of_command(name: &str) -> Option<Self> {
        let row = COMMANDS.iter().find(|(_, command, _)| *command == name);
        row.map(|(topic, _, _)| *topic)
    }

    /// The name of the topic's command.
    pub fn command(self) -> Option<&'static str> {
        let row = COMMANDS.iter().find(|(topic, _, _)| *topic == self);
        row.map(|(_, command, _)| *command)
    }

    /// The text to print.
    pub fn text(self) -> &'static str {
        let row = COMMANDS.iter().find(|(topic, _, _)| *topic == self);
        row.map_or(ALL, |(_, _, text)| text)
    }
}

const ALL: &str = "\
Claimdesk: mark who said what in news articles.

claimdesk [FILE …] [--frame-times]                       open the window with articles or projects
claimdesk suggest FILE … -o OUT                          suggest marks, write a project or jsonl
claimdesk export PROJECT --format ID -o PATH             write an exchange format
claimdesk import PATH --format ID -o OUT.claimdesk.ron   make a project from an exchange format
claimdesk check PROJECT … [--history]                    verify projects
claimdesk merge BASE OURS THEIRS -o OUT                  merge two changed copies of a project
claimdesk formats                                        list the exchange formats
claimdesk help COMMAND                                   say more about a command

  -h, --help         show this help
  -V, --version      show the version
      --frame-times  show in the window how long each frame takes

Exit codes: 0 done, 1 the input is at fault, 2 wrong arguments, or something can’t be read or written.
A file that bears the name of a command is opened as ./NAME.
";

const SUGGEST: &str = "\
claimdesk suggest FILE … -o OUT [--engine NAME|COMMAND] [--rules FILE]

Reads articles, marks entities and claims as suggestions, and writes them.

  FILE          an article (.txt, .md, .html, .mhtml, .eml, .docx, .odt, .rtf, .epub), a project, or
                .jsonl with the fields id and text on each line; - for standard input (text).
                Marks of a project stay as they are: only what is new is added. Marks that a jsonl
                file has are not read; “claimdesk import” reads them.
  -o, --output  a file that ends in .claimdesk.ron becomes one project with all documents; one that ends
                in .jsonl, or - for standard output, gets one document a line, in the order of the
                input, with the ids of the jsonl files read.

  --engine      a program of your own that reads jsonl on standard input and writes jsonl on standard
                output: its name in the settings, or the command itself in quotation marks; no shell
                reads it. Its suggestions bear its name.
  --rules       learned rules that the suggestions follow, from a file of rules or a project; documents of a
                project follow the project’s own rules first

An input that can’t be read is reported and left out; the exit code then is 1, or 2 if the file can’t
be read at all. Documents are looked at on all cores, and their order stays.
";

const EXPORT: &str = "\
claimdesk export PROJECT --format ID -o PATH [--document D …] [--with-suggestions] [--verify]

Writes a project in an exchange format, and says on standard error what the format can’t hold of it.

  --format            an id from “claimdesk formats”
  -o, --output        a file, a folder where the format is several files, or - for standard output
  --document          a document by its id or title; again for more, left out for all
  --with-suggestions  also write what nobody has decided on
  --verify            read the export back first and compare it with the project; if it loses more than
                      the format says, write nothing and say what
  --tags              for conll2003: iob2 (left out too), iob1 or bioes
  --nested            for conll2003: of mentions that share words the outermost (left out too) or the
                      innermost
";

const IMPORT: &str = "\
claimdesk import PATH [--format ID] [--text FILE] [--map LABEL=KIND …] -o OUT.claimdesk.ron
claimdesk import PATH … --into PROJECT [-o OUT.claimdesk.ron]

Makes a project from a file in an exchange format, or adds the file to a project: documents of equal text
become one, and what is there is not added again. What can’t be read is left out and noted on standard error,
by line.

  PATH          the file, a folder where the format is several files, or - for standard input
  --format      an id from “claimdesk formats” that reads; left out, it is told from the file
  --text        the article, for a jsonl file of one document that has no text of its own
  --into        the project to add to
  --map         a label of the file and the kind that it means, by id, name or tag; again for more. Labels
                that mean nothing here become the kind other
  -o, --output  the project to write; with --into left out, that project
";

const TRAIN: &str = "\
claimdesk train DATA [-o FOLDER] [--scorer SCORER] [--clear] [--seed N]

Trains the suggestion engine's weights from gold annotations, or scores the weights that ship. Needed only
by those who work on the engine; the weights are built into the program from assets/models.

  DATA          the folder with the gold annotations, files that end in .jsonl
  -o, --output  the folder for the weights; left out, nothing is trained
  --scorer      the scorer, a Python program: prints the table of all development files; with -o it also
                trains on the licence-clear files alone and writes CARD.md with both columns
  --clear       train on the licence-clear files only
  --seed        where chance begins; the same seed gives the same bytes (1)
";

const CHECK: &str = "\
claimdesk check PROJECT … [--history]

Verifies that projects are sound: that every mark stands on the words it quotes, that what refers to
something finds it, and more. Each fault is a line on standard output.

  --history  verify the history too: that no record was changed, left out or moved, and that the records
             lead to the project as it is

Exit codes: 0 all are sound, 1 one is not sound, 2 one can’t be read.
";

const MERGE: &str = "\
claimdesk merge BASE OURS THEIRS -o OUT

Merges two changed copies of a project by the ids of its annotations, field by field. What only one of
them changed is taken; where both changed the same field, ours is kept and the conflict is told on
standard error. OUT is sound in either case, and may be one of the three.

  BASE          the project as it was before; an empty file if there is none
  OURS, THEIRS  the two copies
  -o, --output  the project to write

As merge driver of git: “git config merge.claimdesk.driver 'claimdesk merge %O %A %B -o %A'”, and in
.gitattributes “*.claimdesk.ron merge=claimdesk”.

Exit codes: 0 merged, 1 merged with conflicts, 2 nothing was written.
";

const FORMATS: &str = "\
claimdesk formats [--losses | --guide]

Lists the exchange formats: id, whether it can be read and written, and what its offsets count.

  --losses  also what each can’t hold of a project
  --guide   how each tells documents, entities and claims, in Markdown
";

const HELP: &str = "\
claimdesk help [COMMAND]

Says more about a command.
";
