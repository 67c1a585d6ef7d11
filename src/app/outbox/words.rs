//! What a command is called where it waits, in a few words.
//!
//! Never: knows whether it may be done.

use crate::desk::files_of;
use crate::i18n::tr;
use desk_contract::Command;
use desk_contract::id::AppealId;

/// So many signs of what was written.
const LONGEST: usize = 120;

/// What it is.
pub(super) fn what_is(command: &Command) -> String {
    said(command)
        .or_else(|| of_appeal(command))
        .or_else(|| of_card(command))
        .unwrap_or_else(|| tr!(outbox.other))
}

fn said(command: &Command) -> Option<String> {
    Some(match command {
        Command::SendMessage(it) => tr!(outbox.message, text = short(&it.text)),
        Command::SendMail(it) => tr!(outbox.mail, text = short(&it.subject)),
        Command::WriteNote(it) => tr!(outbox.note, text = short(&it.text)),
        Command::RetryMessage(_) => tr!(outbox.retry),
        Command::SendForm(_) => tr!(outbox.form),
        Command::RequestPayment(_) => tr!(chat.payment),
        _ => return None,
    })
}

fn of_appeal(command: &Command) -> Option<String> {
    Some(match command {
        Command::TakeAppeal(_) => tr!(appeal.take),
        Command::ReturnAppeal(_) => tr!(appeal.return_to_queue),
        Command::TransferAppeal(_) => tr!(transfer.title),
        Command::AcceptTransfer(_) => tr!(outbox.accept),
        Command::DeclineTransfer(_) => tr!(outbox.decline),
        Command::CancelTransfer(_) => tr!(transfer.cancel),
        Command::SetPresence(_) => tr!(outbox.presence),
        Command::SetTopic(_) => tr!(outbox.topic),
        Command::CommentAppeal(_) => tr!(outbox.comment),
        Command::CloseAppeal(_) => tr!(appeal.close_title),
        Command::MarkSpam(_) => tr!(outbox.spam),
        Command::UndoSpam(_) => tr!(outbox.undo_spam),
        Command::ReopenAppeal(_) => tr!(outbox.reopen),
        Command::LinkAppeal(_) | Command::UnlinkAppeal(_) => tr!(outbox.links),
        Command::WalkScript(_) | Command::StepBack(_) => tr!(outbox.script),
        Command::SendToCrm(_) => tr!(outbox.crm),
        Command::PostponeCampaignTask(_) => tr!(dialer.postpone),
        Command::ReturnToCampaign(_) => tr!(dialer.give_back_title),
        Command::CreateAppeal(_) | Command::StartAppeal(_) => tr!(outbox.create),
        _ => return None,
    })
}

fn of_card(command: &Command) -> Option<String> {
    Some(match command {
        Command::SaveContact(it) => tr!(outbox.contact, name = short(&it.card.name)),
        Command::BindContact(_) => tr!(outbox.bind),
        Command::MergeContacts(_) | Command::UndoMerge(_) => tr!(outbox.merge),
        Command::SaveOrganisation(it) => tr!(outbox.organisation, title = short(&it.card.title)),
        Command::SaveDeal(it) => tr!(outbox.deal, title = short(&it.card.title)),
        Command::SaveTask(it) => tr!(outbox.task, title = short(&it.card.title)),
        Command::FinishTask(_) => tr!(outbox.finish_task),
        Command::SaveDocument(_) | Command::RemoveDocument(_) => tr!(outbox.document),
        Command::AcceptAnswers(_) | Command::DiscardAnswers(_) => tr!(outbox.answers),
        Command::SaveEntry(_) | Command::RemoveEntry(_) => tr!(outbox.settings),
        _ => return None,
    })
}

/// The appeal that a command names, if any: the same field in all of them.
pub(super) fn appeal_of(command: &Command) -> Option<AppealId> {
    let told = serde_json::to_value(command).ok()?;
    told.pointer("/data/appeal")?.as_str()?.parse().ok()
}

/// How many files go with it.
pub(super) fn files_with(command: &Command) -> usize {
    files_of(command).len()
}

fn short(text: &str) -> String {
    let mut signs = text.trim().chars();
    let mut short: String = signs.by_ref().take(LONGEST).collect();
    if signs.next().is_some() {
        short.push('…');
    }
    short
}
