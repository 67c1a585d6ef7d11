//! Refusals: every way in which the desk says no, with a stable code and a sentence.
//!
//! Owns: the codes and statuses (part of the wire) and the words. Never: decides.
//!
//! One list holds all of it: the status of HTTP that fits, the code, the sentence in both languages.

mod said;
mod table;

use crate::channel::Channel;
use crate::id::OperatorId;
use crate::json::field;
use said::Said;
use serde::de::Error;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use table::refusals;

/// A language that the desk speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// Русский.
    #[default]
    Ru,
    /// English.
    En,
}

refusals! {
    /// No such appeal.
    404 UnknownAppeal = "unknown_appeal":
        "Такого обращения нет" / "There is no such appeal",
    /// No such message in this appeal.
    404 UnknownMessage = "unknown_message":
        "Такого сообщения нет" / "There is no such message",
    /// No such file, or it has not arrived whole.
    404 UnknownAttachment = "unknown_attachment":
        "Файл ещё не загружен" / "The file has not been uploaded yet",
    /// No such client, or his card went into another.
    404 UnknownContact = "unknown_contact":
        "Такого контакта нет" / "There is no such contact",
    /// No such company.
    404 UnknownOrganisation = "unknown_organisation":
        "Такой организации нет" / "There is no such organisation",
    /// No such deal.
    404 UnknownDeal = "unknown_deal":
        "Такой сделки нет" / "There is no such deal",
    /// No such task.
    404 UnknownTask = "unknown_task":
        "Такой задачи нет" / "There is no such task",
    /// No such payment.
    404 UnknownPayment = "unknown_payment":
        "Такого платежа нет" / "There is no such payment",
    /// No such form.
    404 UnknownForm = "unknown_form":
        "Такой формы нет" / "There is no such form",
    /// No such merge.
    404 UnknownMerge = "unknown_merge":
        "Такого объединения контактов нет" / "There is no such merge of contacts",
    /// No such task of the dialer.
    404 UnknownCampaignTask = "unknown_campaign_task":
        "Такого задания на обзвон нет" / "There is no such dialer task",
    /// No such result in the directory, or it is offered no more.
    422 UnknownOutcome = "unknown_outcome":
        "Выберите результат из списка" / "Choose a result from the list",
    /// No such topic in the directory, or it is offered no more.
    422 UnknownTopic = "unknown_topic":
        "Выберите тему из справочника" / "Choose a topic from the directory",
    /// No such group in the directory: nobody would ever see the appeal.
    422 UnknownGroup = "unknown_group":
        "Такой группы нет" / "There is no such group",
    /// No such entry point in the directory, or not of this channel.
    422 UnknownEntryPoint = "unknown_entry_point":
        "Такой точки входа нет" / "There is no such entry point",
    /// No such operator.
    422 UnknownOperator = "unknown_operator":
        "Такого сотрудника нет" / "There is no such operator",
    /// No such stage of deals.
    422 UnknownDealStage = "unknown_deal_stage":
        "Выберите этап сделки из списка" / "Choose a stage of the deal from the list",
    /// No such script, or no such step in it.
    422 UnknownScript = "unknown_script":
        "Такого шага в скрипте нет" / "There is no such step in the script",
    /// No such mail box, or it is a colleague's.
    422 UnknownMailbox = "unknown_mailbox":
        "Выберите почтовый ящик" / "Choose a mail box",
    /// No such campaign of the dialer.
    422 UnknownCampaign = "unknown_campaign":
        "Такого обзвона нет" / "There is no such campaign",
    /// No such rating in this channel.
    422 UnknownRating = "unknown_rating":
        "Такой оценки в этом канале нет" / "There is no such rating in this channel",
    /// An id that is already in use for something else.
    409 AlreadyExists = "already_exists":
        "Это уже записано" / "This is already recorded",
    /// Somebody changed it meanwhile.
    412 Changed {
        /// The version it has now.
        version: u64
    } = "changed":
        "Пока вы писали, это изменили: посмотрите, что получилось, и повторите" / "Somebody changed it meanwhile: look at it and repeat",
    /// This kind of actor, or this role, may not wish that.
    403 NotYourPart = "not_your_part":
        "Для этого нет прав" / "You may not do this",
    /// The appeal is one of a group that is not yours.
    403 NotYourGroup = "not_your_group":
        "Обращение относится к другой группе" / "The appeal belongs to another group",
    /// Somebody has already taken it.
    409 AlreadyTaken {
        /// Who.
        by: OperatorId
    } = "already_taken":
        "Обращение уже в работе: {by}" / "Already taken by {by}",
    /// It is in work with somebody else.
    403 NotYours {
        /// With whom.
        by: OperatorId
    } = "not_yours":
        "Обращение ведёт {by}" / "The appeal is with {by}",
    /// It rings at somebody else's desk.
    409 OfferedTo {
        /// At whose.
        by: OperatorId
    } = "offered_to":
        "Звонит у сотрудника: {by}" / "It is ringing at the desk of {by}",
    /// It does not ring at this desk.
    409 NotOffered = "not_offered":
        "Это обращение вам уже не предлагается" / "This appeal is not offered to you any more",
    /// Only who is there can be given an appeal.
    409 NotReady {
        /// Who is not.
        operator: OperatorId
    } = "not_ready":
        "Сотрудник сейчас не принимает обращения: {operator}" / "{operator} takes no appeals at the moment",
    /// It must be taken into work first.
    409 StillWaiting = "still_waiting":
        "Сначала возьмите обращение в работу" / "Take the appeal into work first",
    /// It is closed.
    409 Closed = "closed":
        "Обращение закрыто" / "The appeal is closed",
    /// It is not closed.
    409 NotClosed = "not_closed":
        "Обращение не закрыто" / "The appeal is not closed",
    /// It was not closed as spam.
    409 NotSpam = "not_spam":
        "Обращение не отмечено как спам" / "The appeal is not marked as spam",
    /// Too late to take it back; it can still be reopened.
    409 TooLateToUndo = "too_late_to_undo":
        "Отменить уже нельзя, но обращение можно открыть снова" / "Too late to undo; reopen the appeal instead",
    /// The dialer has it again.
    409 BackInCampaign = "back_in_campaign":
        "Обращение вернулось в исходящий обзвон" / "The appeal went back to the dialer",
    /// The comment is longer than is kept.
    422 CommentTooLong {
        /// The most characters that are kept.
        limit: usize
    } = "comment_too_long":
        "Комментарий длиннее {limit} знаков, сократите его" / "The comment is longer than {limit} characters, shorten it",
    /// It is being handed over already.
    409 TransferPending = "transfer_pending":
        "Обращение уже переводится: дождитесь ответа или отмените перевод" / "It is being handed over already: wait, or take it back",
    /// Whoever it shall go to has it.
    409 HasItAlready {
        /// Who.
        by: OperatorId
    } = "has_it_already":
        "Обращение и так ведёт {by}" / "{by} has this appeal already",
    /// Nobody hands it over any more.
    409 NoTransfer = "no_transfer":
        "Перевод уже завершён" / "The transfer is over",
    /// It is handed over to somebody else.
    403 NotForYou = "not_for_you":
        "Обращение переводят не вам" / "It is not handed over to you",
    /// The client is not in the address book yet.
    409 StillAGuest = "still_a_guest":
        "Сначала привяжите обращение к контакту" / "Bind the appeal to a contact first",
    /// The client is in the address book already.
    409 NotAGuest = "not_a_guest":
        "Обращение уже привязано к контакту" / "The appeal is bound to a contact already",
    /// The deal is with another client.
    409 DealOfAnother = "deal_of_another":
        "Это сделка другого клиента" / "This deal is with another client",
    /// There is nothing to send.
    422 EmptyText = "empty_text":
        "Напишите сообщение" / "Write a message",
    /// The channel does not carry so long a text.
    422 TextTooLong {
        /// The most characters it carries.
        limit: usize
    } = "text_too_long":
        "Слишком длинно: канал передаёт не больше {limit} знаков" / "Too long: the channel carries {limit} characters at most",
    /// An SMS of more parts than the desk sends.
    422 SmsTooLong {
        /// How many parts it would take.
        parts: usize
    } = "sms_too_long":
        "Слишком длинно для SMS: частей получилось {parts}" / "Too long for an SMS: it would take {parts} parts",
    /// Nothing can be written in a call.
    409 NoTextHere = "no_text_here":
        "В звонке нельзя писать" / "Nothing can be written in a call",
    /// The appeal is not one of letters.
    409 NoMailHere = "no_mail_here":
        "Письмо можно отправить только в обращении по e-mail" / "A letter can be sent in an e-mail appeal only",
    /// The channel carries no files.
    409 NoFilesHere = "no_files_here":
        "Этот канал не передаёт файлы" / "This channel carries no files",
    /// More files than go with one message.
    422 TooManyFiles {
        /// The most that go at once.
        limit: usize
    } = "too_many_files":
        "Слишком много файлов: с одним сообщением уходит не больше {limit}" / "Too many files: {limit} at most go with one message",
    /// The file is larger than the channel carries.
    422 FileTooLarge {
        /// The most that it carries.
        megabytes: u64
    } = "file_too_large":
        "Файл слишком большой: канал передаёт не больше {megabytes} МБ" / "The file is too large: the channel carries {megabytes} MB at most",
    /// The file's name is empty, too long, or leads out of its folder.
    422 BadFileName = "bad_file_name":
        "Переименуйте файл" / "Rename the file",
    /// The message did not fail; there is nothing to try again.
    409 NotFailed = "not_failed":
        "Сообщение уже отправлено" / "The message has already been sent",
    /// A letter to nobody, or to too many.
    422 NoReceivers {
        /// The most boxes of one letter.
        limit: usize
    } = "no_receivers":
        "Укажите, кому письмо: от одного до {limit} адресов" / "Say who the letter is for: one to {limit} addresses",
    /// It does not look like a mail address.
    422 BadMailAddress {
        /// Which one.
        address: String
    } = "bad_mail_address":
        "Проверьте адрес: {address}" / "Check the address: {address}",
    /// The operator has not authorised the box.
    409 MailboxNotAuthorised = "mailbox_not_authorised":
        "Авторизуйте ящик в настройках «Телефония и e-mail»" / "Authorise the mail box in «Telephony and e-mail» of the settings",
    /// The card holds no number of the type Мобильный (O1).
    409 NoMobileNumber = "no_mobile_number":
        "В карточке клиента нет номера с типом «Мобильный»" / "The client's card holds no mobile number",
    /// The card holds no number (O2).
    409 NoNumber = "no_number":
        "В карточке клиента нет телефонного номера" / "The client's card holds no telephone number",
    /// The card holds no mail address (O4).
    409 NoMailAddress = "no_mail_address":
        "В карточке клиента нет адреса e-mail" / "The client's card holds no e-mail address",
    /// The card holds no such account (O3).
    409 NoAccount {
        /// Of which messenger.
        channel: Channel
    } = "no_account":
        "В карточке клиента нет аккаунта: {channel}" / "The client's card holds no account: {channel}",
    /// The channel is connected in no widget (O3).
    409 NotConnected {
        /// Which one.
        channel: Channel
    } = "not_connected":
        "Канал не подключён ни в одном виджете: {channel}" / "The channel is connected in no widget: {channel}",
    /// The site's chat begins with the client.
    409 ClientBeginsChat = "client_begins_chat":
        "Чат на сайте начинает только клиент" / "Only the client can begin the chat on the site",
    /// The client is not reached there.
    422 NotOnCard = "not_on_card":
        "Этого адреса нет в карточке клиента" / "The client's card does not hold this address",
    /// The appeal is not a call.
    409 NoCallHere = "no_call_here":
        "Это не звонковое обращение" / "This appeal is not a call",
    /// Nobody is on the line.
    409 NoCall = "no_call":
        "Звонок уже завершён" / "The call is over",
    /// Somebody is on the line.
    409 CallStillLive = "call_still_live":
        "Сначала завершите звонок" / "Hang up first",
    /// The client is not heard at the moment.
    409 NotTalking = "not_talking":
        "Сейчас нет разговора с клиентом" / "You are not talking to the client at the moment",
    /// The operator talks to somebody else.
    409 InAnotherCall = "in_another_call":
        "Вы уже говорите с другим клиентом" / "You are talking to another client",
    /// Not keys of a keypad.
    422 NoSuchKeys = "no_such_keys":
        "На клавиатуре телефона есть только цифры, * и #" / "A keypad has digits, * and # only",
    /// The appeal is not of the dialer.
    409 NotFromCampaign = "not_from_campaign":
        "Обращение не из исходящего обзвона" / "The appeal is not of the dialer",
    /// That hour is over.
    422 InThePast = "in_the_past":
        "Выберите время в будущем" / "Choose an hour to come",
    /// No CRM is connected (H9).
    409 CrmNotConnected = "crm_not_connected":
        "CRM не подключена" / "No CRM is connected",
    /// YooKassa is not connected (W8).
    409 PaymentsNotConnected = "payments_not_connected":
        "ЮKassa не подключена" / "YooKassa is not connected",
    /// A payment of nothing.
    422 NoAmount = "no_amount":
        "Укажите сумму" / "Say how much",
    /// Not an address of a safe page.
    422 BadLink = "bad_link":
        "Адрес должен начинаться с https://" / "The address must begin with https://",
    /// The client left a required question open.
    422 AnswerMissing {
        /// Which question.
        key: String
    } = "answer_missing":
        "Не заполнено поле: {key}" / "Not filled in: {key}",
    /// The client has not answered, or the answers were dealt with.
    409 NoAnswers = "no_answers":
        "Ответов клиента на форму ещё нет, или их уже разобрали" / "There are no answers to the form to deal with",
    /// The answers were dealt with; the form takes no more.
    409 FormIsDone = "form_is_done":
        "Форма уже обработана" / "The form has been dealt with",
    /// A client cannot be merged with himself.
    422 SameContact = "same_contact":
        "Выберите два разных контакта" / "Choose two different contacts",
    /// A day has gone since the merge.
    409 TooLateToPart = "too_late_to_part":
        "Объединение можно отменить только в течение суток" / "A merge can be undone within a day only",
    /// A colleague saved the document.
    403 SavedByAnother {
        /// Who.
        by: OperatorId
    } = "saved_by_another":
        "Документ сохранил другой сотрудник: {by}" / "The document was saved by {by}",
    /// It needs a name.
    422 EmptyName = "empty_name":
        "Введите название или имя" / "Enter a name",
    /// The name is longer than is kept.
    422 NameTooLong {
        /// The most characters that are kept.
        limit: usize
    } = "name_too_long":
        "Слишком длинно: не больше {limit} знаков" / "Too long: {limit} characters at most",
    /// Not a volume, or not an hour of a day.
    422 BadPreferences = "bad_preferences":
        "Проверьте громкость и часы тишины" / "Check the volume and the quiet hours",
    /// A step is there twice, or a transition leads nowhere.
    422 BrokenScript = "broken_script":
        "Проверьте скрипт: каждый переход должен вести к шагу" / "Check the script: every transition must lead to a step",
    /// No question, or two of one key.
    422 BrokenForm = "broken_form":
        "Проверьте форму: нужны поля, и у каждого свой ключ" / "Check the form: it needs fields, each with a key of its own",
    /// A topic would stand under itself.
    422 TopicUnderItself = "topic_under_itself":
        "Тема не может стоять под самой собой" / "A topic cannot stand under itself",
    /// Nobody could set the desk up any more.
    409 LastAdministrator = "last_administrator":
        "Должен остаться хотя бы один администратор" / "At least one administrator must remain",
    /// Appeals refer to it by id.
    409 StillReferredTo = "still_referred_to":
        "На это ссылаются обращения: запись можно изменить, но не удалить" / "Appeals refer to it: it can be changed but not removed",
}

#[cfg(test)]
mod tests;
#[cfg(test)]
pub(crate) use tests::every_refusal;
