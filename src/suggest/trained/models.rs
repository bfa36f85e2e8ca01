//! The models that ship, read in place from the program itself.

use std::sync::LazyLock;

use crate::suggest::attribution::{cues, judge, roles};
use crate::suggest::crf::{Model, ModelError};
use crate::suggest::{names, tagger};

/// The models, each with its number of labels.
pub(crate) struct Models<'m> {
    pub tagger: Model<'m, { tagger::TAGS }>,
    pub names: Model<'m, { names::LABELS }>,
    pub cues: Model<'m, { cues::LABELS }>,
    pub roles: Model<'m, { roles::LABELS }>,
    pub judge: Model<'m, { judge::LABELS }>,
}

static MODELS: LazyLock<Option<Models<'static>>> = LazyLock::new(|| match read() {
    Ok(models) => Some(models),
    Err(error) => {
        log::error!("the models can’t be read: {error}");
        None
    }
});

fn read() -> Result<Models<'static>, ModelError> {
    Ok(Models {
        tagger: Model::read(include_bytes!("../../../assets/models/tagger.bin"))?,
        names: Model::read(include_bytes!("../../../assets/models/names.bin"))?,
        cues: Model::read(include_bytes!("../../../assets/models/cues.bin"))?,
        roles: Model::read(include_bytes!("../../../assets/models/roles.bin"))?,
        judge: Model::read(include_bytes!("../../../assets/models/judge.bin"))?,
    })
}

/// The models; `None` if the program was built with others than it can read.
pub(crate) fn models() -> Option<&'static Models<'static>> {
    MODELS.as_ref()
}
