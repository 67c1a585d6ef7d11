//! How long a command may wait for a line: for ever, or only as long as its moment lasts.

use desk_contract::{Channel, Command};

/// How long it may wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Keeping {
    /// From the click until its answer, over reloads and days: what the operator did and counts on.
    UntilAnswered,
    /// A few seconds. A call that is answered, or begun, when the line is back was meant for another moment.
    ForTheMoment,
    /// A few seconds; the desk keeps it in its own way and tells it again.
    ByTheDesk,
}

/// How long this command may wait.
#[must_use]
pub fn keeping(command: &Command) -> Keeping {
    match command {
        Command::PlaceCall(_)
        | Command::AnswerCall(_)
        | Command::HoldCall(_)
        | Command::ResumeCall(_)
        | Command::MuteCall(_)
        | Command::PressKeys(_)
        | Command::HangUp(_)
        | Command::InviteToConference(_)
        | Command::DeclineOffer(_) => Keeping::ForTheMoment,
        Command::StartAppeal(start) if start.channel == Channel::Call => Keeping::ForTheMoment,
        Command::SaveDraft(_) | Command::SavePreferences(_) | Command::MarkRead(_) => Keeping::ByTheDesk,
        _ => Keeping::UntilAnswered,
    }
}
