//! Whom and what the walk is about: few appeals, messages, people and words, so that ids meet again.

use crate::check::Broken;
use crate::checks::wishes::{account, number};
use crate::desk::Things;
use crate::dice::{Dice, id};
use crate::kit::Kit;
use desk_contract::address::Address;
use desk_contract::command::Command;
use desk_contract::id::*;
use desk_contract::phone::PhoneNumber;

/// Ids that come up again and again.
pub(super) struct Cast {
    pub(super) things: Things,
    pub(super) appeals: Vec<AppealId>,
    pub(super) messages: Vec<MessageId>,
    pub(super) contacts: Vec<ContactId>,
    pub(super) organisations: Vec<OrganisationId>,
    pub(super) deals: Vec<DealId>,
    pub(super) tasks: Vec<TaskId>,
    pub(super) documents: Vec<DocumentId>,
    pub(super) payments: Vec<PaymentId>,
    pub(super) forms: Vec<SentFormId>,
    pub(super) merges: Vec<MergeId>,
    pub(super) campaign_tasks: Vec<CampaignTaskId>,
    /// Two that are there, and one that nobody brought.
    pub(super) files: Vec<AttachmentId>,
    pub(super) operators: Vec<OperatorId>,
    pub(super) numbers: Vec<PhoneNumber>,
    pub(super) addresses: Vec<Address>,
}

fn some<Id>(make: fn(desk_contract::Timestamp, [u8; 10]) -> Id, count: usize) -> Vec<Id> {
    (0..count).map(|_| id(make)).collect()
}

impl Cast {
    pub(super) async fn of(kit: &mut Kit) -> Result<Self, Broken> {
        let anna = kit.anna.clone();
        let mut files = Vec::new();
        for name in ["Договор.txt", "Чек.txt"] {
            files.push(kit.stores(&anna, name, name).await?.id);
        }
        files.push(id(AttachmentId::new));
        let mut operators: Vec<OperatorId> =
            kit.operators().iter().filter_map(crate::person::Person::id).collect();
        operators.push(id(OperatorId::new));
        let numbers = vec![number()?, number()?];
        Ok(Self {
            things: kit.things.clone(),
            appeals: some(AppealId::new, 6),
            messages: some(MessageId::new, 8),
            contacts: some(ContactId::new, 4),
            organisations: some(OrganisationId::new, 2),
            deals: some(DealId::new, 3),
            tasks: some(TaskId::new, 2),
            documents: some(DocumentId::new, 2),
            payments: some(PaymentId::new, 2),
            forms: some(SentFormId::new, 2),
            merges: some(MergeId::new, 2),
            campaign_tasks: some(CampaignTaskId::new, 2),
            files,
            operators,
            addresses: vec![account(), account(), Address::Phone { number: numbers[0].clone() }],
            numbers,
        })
    }

    /// The appeals that come sooner or later.
    pub(super) fn appeals(&self) -> Vec<AppealId> {
        self.appeals.clone()
    }

    /// Something that the kit wishes at random.
    pub(super) fn wishes(&self, dice: &mut Dice, now: desk_contract::Timestamp) -> Command {
        super::wishes::any(self, dice, now)
    }
}

/// One of them; some other where there are none, which nobody has.
pub(super) fn one<Id: Clone>(
    dice: &mut Dice,
    among: &[Id],
    make: fn(desk_contract::Timestamp, [u8; 10]) -> Id,
) -> Id {
    dice.pick(among).unwrap_or_else(|| id(make))
}
