//! The words of the page, in both languages. They stand here and not in `locales/`: a library that reads those weighs
//! more than the page.

use desk_contract::refusal::Language;

/// Something with a name in it.
#[derive(Clone, Copy, Debug)]
pub struct Said(&'static str);

impl Said {
    /// With the name in its place.
    #[must_use]
    pub fn of(self, name: &str) -> String {
        self.0.replace("{}", name)
    }
}

macro_rules! words {
    ($($(#[doc = $doc:literal])+ $name:ident: $Kind:ident = $ru:literal / $en:literal,)+) => {
        /// All that the page says.
        #[derive(Clone, Copy, Debug)]
        pub struct Words {
            $($(#[doc = $doc])+ pub $name: words!(@type $Kind),)+
        }

        /// The words of a language.
        #[must_use]
        pub fn words(language: Language) -> Words {
            match language {
                Language::Ru => Words { $($name: words!(@value $Kind $ru)),+ },
                Language::En => Words { $($name: words!(@value $Kind $en)),+ },
            }
        }
    };
    (@type plain) => { &'static str };
    (@type named) => { Said };
    (@value plain $words:literal) => { $words };
    (@value named $words:literal) => { Said($words) };
}

words! {
    /// The page's own name, before it knows the company's.
    title: plain = "Чат" / "Chat",
    /// Nothing was said yet.
    invitation: plain = "Напишите нам, мы ответим здесь" / "Write to us, we answer here",
    /// An operator will come.
    waiting: plain = "Скоро ответит оператор" / "An operator will answer soon",
    /// An operator has it.
    in_work: named = "Отвечает {}" / "{} answers you",
    /// It is closed.
    closed: plain = "Обращение закрыто. Если остались вопросы, напишите" / "This is closed. Write if anything is left",
    /// An operator writes.
    typing: named = "{} печатает…" / "{} is typing…",
    /// The same, of one without a name.
    operator: plain = "Оператор" / "The operator",
    /// The place where messages stand.
    messages: plain = "Сообщения" / "Messages",
    /// Before older messages that are not shown.
    earlier: plain = "Более ранние сообщения здесь не показаны" / "Earlier messages are not shown here",
    /// The field.
    message: plain = "Сообщение" / "Message",
    /// Its button.
    send: plain = "Отправить" / "Send",
    /// The button of files.
    attach: plain = "Прикрепить файл" / "Attach a file",
    /// Takes a file off again.
    detach: named = "Убрать {}" / "Remove {}",
    /// The list of files to go.
    files: plain = "Файлы к сообщению" / "Files to send",
    /// A file on its way up.
    uploading: named = "{} загружается" / "{} is uploading",
    /// Gets a file.
    save: plain = "Скачать" / "Download",
    /// A file that did not come.
    not_loaded: plain = "Не загрузился, попробуйте ещё раз" / "It did not load, try again",
    /// A file that is too large.
    too_large: named = "Файл больше {} МБ не отправить" / "A file over {} MB cannot be sent",
    /// Too many files.
    too_many: named = "За один раз можно отправить не больше {} файлов" / "No more than {} files go at once",
    /// Too many words.
    too_long: named = "Не больше {} знаков за один раз" / "No more than {} characters at once",
    /// Before who wrote something.
    you: plain = "Вы" / "You",
    /// On its way.
    leaving: plain = "Отправляется" / "Sending",
    /// With the desk.
    sent: plain = "Отправлено" / "Sent",
    /// Seen by the operator.
    read: plain = "Прочитано" / "Read",
    /// The server said no.
    refused: plain = "Не отправлено" / "Not sent",
    /// Sends it again.
    again: plain = "Повторить" / "Try again",
    /// Gives it up.
    give_up: plain = "Удалить" / "Delete",
    /// The line is cut.
    offline: plain = "Нет связи. Сообщения уйдут, когда она появится" / "No connection. Messages leave when it is back",
    /// Before what was not seen.
    unread: plain = "Новые сообщения" / "New messages",
    /// Down to the newest.
    to_newest: plain = "К новым сообщениям" / "To the newest messages",
    /// Joins a conference.
    join: plain = "Присоединиться к видеоконференции" / "Join the video conference",
    /// This day.
    today: plain = "Сегодня" / "Today",
    /// The day before.
    yesterday: plain = "Вчера" / "Yesterday",
    /// There is no such chat.
    no_chat: plain = "Такого чата нет: проверьте адрес страницы" / "There is no such chat: check the address of this page",
    /// Units of size.
    kilobytes: named = "{} КБ" / "{} KB",
    /// The larger one.
    megabytes: named = "{} МБ" / "{} MB",
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stands_in_its_place() {
        assert_eq!(words(Language::Ru).in_work.of("Анна"), "Отвечает Анна");
        assert_eq!(words(Language::En).in_work.of("Anna"), "Anna answers you");
    }
}
