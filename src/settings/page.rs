//! The pages of the settings: what they are called and where they are.

use crate::i18n::tr;

/// A page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Page {
    Me,
    Phone,
    Look,
    Widgets,
    Integrations,
    Groups,
    Lines,
    Topics,
    Outcomes,
    Replies,
    Forms,
    Stages,
}

impl Page {
    /// The operator's own.
    pub(super) const OWN: [Self; 3] = [Self::Me, Self::Phone, Self::Look];
    /// The administrator's.
    pub(super) const OF_THE_DESK: [Self; 9] = [
        Self::Widgets,
        Self::Integrations,
        Self::Groups,
        Self::Lines,
        Self::Topics,
        Self::Outcomes,
        Self::Replies,
        Self::Forms,
        Self::Stages,
    ];

    /// The page at an address; none at that of the settings themselves or at a wrong one.
    pub(super) fn at(path: &str) -> Option<Self> {
        let mut all = Self::OWN.into_iter().chain(Self::OF_THE_DESK);
        all.find(|page| {
            path.strip_prefix(page.path()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
    }

    /// Its address.
    pub(super) fn path(self) -> &'static str {
        match self {
            Self::Me => "/settings/me",
            Self::Phone => "/settings/phone",
            Self::Look => "/settings/look",
            Self::Widgets => "/settings/widgets",
            Self::Integrations => "/settings/integrations",
            Self::Groups => "/settings/groups",
            Self::Lines => "/settings/lines",
            Self::Topics => "/settings/topics",
            Self::Outcomes => "/settings/results",
            Self::Replies => "/settings/replies",
            Self::Forms => "/settings/forms",
            Self::Stages => "/settings/stages",
        }
    }

    /// What it is called.
    pub(super) fn title(self) -> String {
        match self {
            Self::Me => tr!(settings.me),
            Self::Phone => tr!(settings.phone),
            Self::Look => tr!(settings.look),
            Self::Widgets => tr!(settings.widgets),
            Self::Integrations => tr!(settings.integrations),
            Self::Groups => tr!(settings.groups),
            Self::Lines => tr!(settings.lines),
            Self::Topics => tr!(settings.topics),
            Self::Outcomes => tr!(settings.outcomes),
            Self::Replies => tr!(settings.replies),
            Self::Forms => tr!(settings.forms),
            Self::Stages => tr!(settings.stages),
        }
    }

    /// Its picture.
    pub(super) fn icon(self) -> icondata_core::Icon {
        match self {
            Self::Me => icondata_lu::LuUserRound,
            Self::Phone => icondata_lu::LuHeadset,
            Self::Look => icondata_lu::LuPalette,
            Self::Widgets => icondata_lu::LuBlocks,
            Self::Integrations => icondata_lu::LuPlug,
            Self::Groups => icondata_lu::LuUsers,
            Self::Lines => icondata_lu::LuSignpost,
            Self::Topics => icondata_lu::LuTags,
            Self::Outcomes => icondata_lu::LuFlag,
            Self::Replies => icondata_lu::LuMessageSquareQuote,
            Self::Forms => icondata_lu::LuClipboardList,
            Self::Stages => icondata_lu::LuColumns3,
        }
    }
}
