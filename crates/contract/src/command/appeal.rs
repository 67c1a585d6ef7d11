//! Wishes about one appeal: what it is about, how it ends, with what it is linked (H5, H7 to H11).

use crate::Timestamp;
use crate::appeal::{Link, LinkKind};
use crate::history::Rating;
use crate::id::{AppealId, OutcomeId, ScriptId, StepId, TopicId};
use serde::{Deserialize, Serialize};

/// Say why the client came (H7).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SetTopic {
    /// Which appeal.
    pub appeal: AppealId,
    /// A topic of the directory; none takes it away.
    pub topic: Option<TopicId>,
}

/// Write the appeal's comment (H8).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CommentAppeal {
    /// Which appeal.
    pub appeal: AppealId,
    /// All of it; may be empty.
    pub comment: String,
}

/// Finish the appeal with a result and, if wanted, a comment (H8).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CloseAppeal {
    /// Which appeal.
    pub appeal: AppealId,
    /// One of the directory's results.
    pub outcome: OutcomeId,
    /// For colleagues and the history; an empty one leaves what was written before.
    pub comment: String,
}

/// Close it with the result Спам (H5); a call is hung up too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MarkSpam {
    /// Which appeal.
    pub appeal: AppealId,
}

/// Take back Спам within a few seconds: the appeal stands where it stood (H5).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct UndoSpam {
    /// Which appeal.
    pub appeal: AppealId,
}

/// Take a closed appeal back into work (H8).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReopenAppeal {
    /// Which appeal.
    pub appeal: AppealId,
}

/// Link it with a deal, a company or another client (H11).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LinkAppeal {
    /// Which appeal.
    pub appeal: AppealId,
    /// With what; what was linked of that kind gives way.
    pub link: Link,
}

/// Remove a link (H11).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct UnlinkAppeal {
    /// Which appeal.
    pub appeal: AppealId,
    /// Which one.
    pub kind: LinkKind,
}

/// The client says what he thinks of the service (R8).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RateAppeal {
    /// Which appeal.
    pub appeal: AppealId,
    /// Which of his ratings: 1, 2 or 3.
    pub place: u8,
    /// What he thinks.
    pub rating: Rating,
}

/// Go to a step of a script (W4); the first step begins it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WalkScript {
    /// Which appeal.
    pub appeal: AppealId,
    /// Which script.
    pub script: ScriptId,
    /// Which step.
    pub step: StepId,
}

/// Go back to the step before (W4); before the first the script is put aside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StepBack {
    /// Which appeal.
    pub appeal: AppealId,
    /// The step that is left, so that a repeat goes back once.
    pub from: StepId,
}

/// Send the client's appeal to the CRM (H9), or send it again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SendToCrm {
    /// Which appeal.
    pub appeal: AppealId,
}

/// The CRM took it, or did not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReportCrm {
    /// Which appeal.
    pub appeal: AppealId,
    /// What became of it.
    pub result: CrmResult,
}

/// Move the dialer's task to another hour (H10).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PostponeCampaignTask {
    /// Which appeal.
    pub appeal: AppealId,
    /// Not before then.
    pub until: Timestamp,
}

/// Hand the appeal back to the dialer (H10): it is closed and called again in its turn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReturnToCampaign {
    /// Which appeal.
    pub appeal: AppealId,
    /// Why; may be empty.
    pub comment: String,
}

/// What the CRM answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum CrmResult {
    /// It has it.
    Sent {
        /// Its address there, where the CRM tells it.
        link: Option<String>,
    },
    /// It did not take it.
    Failed {
        /// Why, in its words.
        reason: String,
    },
}
