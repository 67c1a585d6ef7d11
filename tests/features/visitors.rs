//! O3, O5: a visitor of the site in one browser, an operator in another, and they really talk.

use crate::over_the_wire::enters;
use desk_tests::{Browser, Failed, Key, World, desk_test, file};

/// The operator sits down, the visitor opens the site's chat.
async fn both(admin: &Browser) -> Result<Browser, Failed> {
    admin.expects_complaint("/api/v1");
    let server = admin.site.reference()?;
    let visitor = admin.another().await?;
    visitor.goes(&server.chat().await?).await?;
    visitor.sees("Напишите нам").await?;
    admin.sees("Вход на рабочее место").await?;
    enters(admin, (&server.login, &server.password)).await?;
    admin.sees("Очередь").await?;
    Ok(visitor)
}

async fn says(who: &Browser, words: &str) -> Result<(), Failed> {
    who.write("Сообщение", words).await?;
    who.hits(Key::Enter).await?;
    Ok(who.sees_in("Сообщения", words).await?)
}

/// O3, O5, W1, W2.
#[test]
fn o3_a_visitor_and_an_operator_talk_and_send_files() {
    desk_test(World::Reference, async |admin| {
        let visitor = both(admin).await?;
        visitor.chooses_file(&file("invoice.pdf", 40_000)?).await?;
        visitor.sees_in("Файлы к сообщению", "invoice.pdf").await?;
        visitor.does_not_see("Не отправлено").await?;
        says(&visitor, "Где мой заказ?").await?;
        visitor.sees("Скоро ответит оператор").await?;
        admin.sees_in("Очередь", "Где мой заказ?").await?;
        admin.press_in("Очередь", "Взять").await?;
        admin.sees_in("Сообщения", "invoice.pdf").await?;
        visitor.sees("Отвечает Администратор").await?;
        visitor.sees_in("Сообщения", "Прочитано").await?;
        admin.write("Сообщение", "Сейчас").await?;
        visitor.sees("Администратор печатает").await?;
        admin.chooses_file(&file("answer.txt", 300)?).await?;
        admin.hits(Key::Enter).await?;
        visitor.sees_in("Сообщения", "Сейчас").await?;
        visitor.sees_in("Сообщения", "answer.txt").await?;
        admin.sees_in("Сообщения", "Прочитано").await?;
        visitor.write("Сообщение", "Спа").await?;
        admin.sees("печатает").await?;
        visitor.write("Сообщение", "сибо").await?;
        visitor.hits(Key::Enter).await?;
        admin.sees_in("Сообщения", "Спасибо").await?;
        let broken = visitor.broken_rules().await?;
        assert!(broken.is_empty(), "{}", broken.join("\n"));
        visitor.screenshot("visitor-1440-light").await?;
        visitor.resizes_to(420, 800).await?;
        visitor.screenshot("visitor-420-light").await?;
        visitor.goes(&format!("{}?theme=dark", visitor.path().await?)).await?;
        visitor.sees_in("Сообщения", "Спасибо").await?;
        visitor.screenshot("visitor-420-dark").await?;
        visitor.resizes_to(1440, 900).await?;
        visitor.screenshot("visitor-1440-dark").await?;
        admin.reload().await?;
        for words in ["Где мой заказ?", "Сейчас", "Спасибо"] {
            visitor.sees_in("Сообщения", words).await?;
            admin.sees_in("Сообщения", words).await?;
        }
        let complaints = visitor.complaints().await;
        assert!(complaints.is_empty(), "{}", complaints.join("\n"));
        Ok(())
    });
}

/// O3, U1.
#[test]
fn o3_a_visitor_loses_nothing_on_a_line_that_is_cut() {
    desk_test(World::Reference, async |admin| {
        for broken in ["forms-", "shared", "Failed to fetch"] {
            admin.expects_complaint(broken);
        }
        let visitor = both(admin).await?;
        says(&visitor, "Добрый день").await?;
        admin.press_in("Очередь", "Взять").await?;
        admin.sees_in("Сообщения", "Добрый день").await?;
        let server = admin.site.reference()?;
        server.line.cuts();
        visitor.sees("Нет связи").await?;
        says(&visitor, "Есть кто?").await?;
        visitor.sees_in("Сообщения", "Отправляется").await?;
        admin.sees("Нет связи с сервером").await?;
        says(admin, "Я здесь").await?;
        // What had not left yet leaves from the page that is loaded next.
        server.line.mends();
        visitor.reload().await?;
        for words in ["Добрый день", "Есть кто?", "Я здесь"] {
            visitor.sees_in("Сообщения", words).await?;
            admin.sees_in("Сообщения", words).await?;
        }
        visitor.does_not_see("Нет связи").await?;
        visitor.does_not_see("Отправляется").await?;
        assert_eq!(visitor.reads("Сообщения").await?.matches("Есть кто?").count(), 1);
        admin.does_not_see("Нет связи с сервером").await?;
        assert_eq!(admin.reads("Сообщения").await?.matches("Есть кто?").count(), 1);
        Ok(())
    });
}
