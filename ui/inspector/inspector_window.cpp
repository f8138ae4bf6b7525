// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/inspector_window.h"

#include "ui/common/text.h"
#include "ui/common/widgets.h"
#include "ui/inspector/exchange_detail.h"
#include "ui/inspector/exchange_table.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace fw::ui {

using namespace Qt::StringLiterals;
using models::ExchangeWish;
using session::Tracing;

InspectorWindow::InspectorWindow(session::Sessions &sessions, QWidget *parent)
    : QDialog(parent)
    , m_sessions(sessions)
    , m_filter(m_model)
    , m_server(new QComboBox(this))
    , m_search(new QLineEdit(this))
    , m_way(new QComboBox(this))
    , m_channel(new QComboBox(this))
    , m_problems(new QCheckBox(tr("Only &problems"), this))
    , m_pages(new QStackedWidget(this))
    , m_empty(new EmptyPage(this))
    , m_table(new ExchangeTable(m_filter, this))
    , m_detail(new ExchangeDetail(this))
    , m_count(makeLabel({}, "soft", this))
    , m_follow(new QCheckBox(tr("Fo&llow"), this))
    , m_pause(makeButton(tr("Pa&use"), ButtonKind::Plain, this))
    , m_clear(makeButton(tr("C&lear"), ButtonKind::Plain, this))
    , m_copy(makeButton(tr("&Copy"), ButtonKind::Plain, this))
    , m_copyJson(makeButton(tr("Copy as &JSON"), ButtonKind::Plain, this))
    , m_save(makeButton(tr("Save &recording…"), ButtonKind::Plain, this))
    , m_searching(this)
    , m_refreshing(this)
{
    setObjectName(u"inspectorWindow"_s);
    setWindowTitle(tr("Connection inspector"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildHead());
    column->addWidget(makeLine(this));
    m_pages->addWidget(m_table);
    m_pages->addWidget(m_empty);
    auto *split = new QSplitter(Qt::Vertical, this);
    split->setChildrenCollapsible(false);
    split->setHandleWidth(1);
    split->addWidget(m_pages);
    split->addWidget(m_detail);
    split->setStretchFactor(0, 3);
    split->setStretchFactor(1, 2);
    column->addWidget(split, 1);
    column->addWidget(makeLine(this));
    column->addWidget(buildFoot());
    buildKeys();
    m_searching.setSingleShot(true);
    m_searching.setInterval(std::chrono::milliseconds(120));
    connect(&m_searching, &QTimer::timeout, this, &InspectorWindow::applyWish);
    m_refreshing.setSingleShot(true);
    m_refreshing.setInterval(0);
    connect(&m_refreshing, &QTimer::timeout, this, &InspectorWindow::refresh);
    connect(m_table, &ExchangeTable::currentChosen, this,
            [this](int row) { m_detail->setSeen(m_filter.seen(row)); });
    for (session::Session *session : sessions.all())
        watch(session);
    connect(&sessions, &session::Sessions::added, this, &InspectorWindow::watch);
    connect(&sessions, &session::Sessions::aboutToRemove, this, &InspectorWindow::unwatch);
    connect(&sessions, &session::Sessions::arranged, this, &InspectorWindow::refreshServers);
    refreshServers();
    refresh();
    resize(1180, 720);
}

void InspectorWindow::present(const ServerId &server, bool problems)
{
    refreshServers();
    if (!server.isEmpty())
        m_server->setCurrentIndex(std::max(0, m_server->findData(server.text)));
    if (problems) {
        m_search->clear();
        m_way->setCurrentIndex(0);
        m_channel->setCurrentIndex(0);
        m_problems->setChecked(true);
    }
    applyWish();
    show();
    raise();
    activateWindow();
    m_table->setFocus(Qt::OtherFocusReason);
}

void InspectorWindow::watch(session::Session *session)
{
    connect(session, &session::Session::traced, this,
            [this, session](const trace::News &news) { onNews(*session, news); });
    if (isVisible())
        session->setTracing(m_paused ? Tracing::Counting : Tracing::On);
    refreshServers();
}

void InspectorWindow::unwatch(session::Session *session)
{
    const ServerId id = session->profile().id;
    session->disconnect(this);
    m_model.remove(id);
    m_newest.remove(id);
    m_pausedAt.remove(id);
    QMetaObject::invokeMethod( // when it is gone
        this, &InspectorWindow::refreshServers, Qt::QueuedConnection);
}

void InspectorWindow::trace()
{
    const Tracing wanted = !isVisible() ? Tracing::Off : m_paused ? Tracing::Counting : Tracing::On;
    for (session::Session *session : m_sessions.all())
        session->setTracing(wanted);
}

void InspectorWindow::showEvent(QShowEvent *event)
{
    QDialog::showEvent(event);
    trace();
}

// Nobody looks: nothing is read, and nothing of it stays here.
void InspectorWindow::hideEvent(QHideEvent *event)
{
    QDialog::hideEvent(event);
    setPaused(false);
    trace();
    m_detail->setSeen({});
    for (const session::Session *session : m_sessions.all())
        m_model.remove(session->profile().id);
}

void InspectorWindow::onNews(const session::Session &session, const trace::News &news)
{
    if (!isVisible())
        return;
    const ServerId &id = session.profile().id;
    m_newest[id] = news.newest;
    if (!m_paused)
        m_model.take(id, session.profile().name, news);
    else if (!m_pausedAt.contains(id))
        m_pausedAt.insert(id, 0);
    m_refreshing.start();
}

void InspectorWindow::setPaused(bool paused)
{
    if (m_paused == paused)
        return;
    m_paused = paused;
    m_pausedAt = m_newest;
    m_pause->setText(paused ? tr("Res&ume") : tr("Pa&use"));
    m_pause->setAccessibleName(m_pause->text().remove(u'&'));
    trace();
    refresh();
}

void InspectorWindow::clear()
{
    session::Session *one = chosen();
    for (session::Session *session : m_sessions.all()) {
        if (one && session != one)
            continue;
        session->clearTrace();
        m_model.remove(session->profile().id);
        m_pausedAt[session->profile().id] = m_newest.value(session->profile().id);
    }
    m_said.clear();
    refresh();
}

void InspectorWindow::refreshServers()
{
    const QSignalBlocker quiet(m_server);
    const QVariant before = m_server->currentData();
    m_server->clear();
    m_server->addItem(tr("All servers"), QString());
    for (const session::Session *session : m_sessions.all()) {
        m_server->addItem(session->profile().name, session->profile().id.text);
        m_model.rename(session->profile().id, session->profile().name);
    }
    m_server->setCurrentIndex(std::max(0, m_server->findData(before)));
    m_table->setManyServers(m_sessions.all().size() > 1);
    applyWish();
}

session::Session *InspectorWindow::chosen() const
{
    const auto &all = m_sessions.all();
    if (all.size() == 1)
        return all.front();
    return m_sessions.find(ServerId{ m_server->currentData().toString() });
}

void InspectorWindow::applyWish()
{
    ExchangeWish wish;
    wish.server = ServerId{ m_server->currentData().toString() };
    wish.text = m_search->text();
    wish.problems = m_problems->isChecked();
    wish.way = ExchangeWish::Way(m_way->currentData().toInt());
    wish.channel = ExchangeWish::Channel(m_channel->currentData().toInt());
    m_filter.setWish(wish);
    m_table->setFollowing(m_table->isFollowing());
    refresh();
}

void InspectorWindow::refresh()
{
    const int all = m_model.rowCount();
    const int shown = m_filter.rowCount();
    const int wrong = m_model.problems({});
    QStringList words{ shown == all ? tr("%n message(s) and calls", nullptr, all)
                                    : tr("%1 of %2 shown").arg(countText(shown), countText(all)) };
    if (wrong > 0)
        words.append(tr("%n not understood", nullptr, wrong));
    if (m_paused) {
        quint64 meanwhile = 0;
        for (auto one = m_newest.cbegin(); one != m_newest.cend(); ++one)
            meanwhile += *one - std::min(*one, m_pausedAt.value(one.key()));
        words.append(tr("paused, %n came meanwhile", nullptr, static_cast<int>(meanwhile)));
    }
    if (!m_said.isEmpty())
        words.append(m_said);
    m_count->setText(words.join(u" \u00b7 "_s));
    m_copy->setEnabled(shown > 0);
    m_copyJson->setEnabled(shown > 0);
    m_clear->setEnabled(all > 0);
    const bool one = chosen() != nullptr;
    m_save->setEnabled(one && all > 0);
    m_save->setToolTip(one ? tr("Writes all messages of this server, without secrets, as a file "
                                "that framewatch-cli explain and replay read (Ctrl+S)")
                           : tr("Choose one server: a recording holds what passed with one."));
    refreshEmpty();
}

void InspectorWindow::refreshEmpty()
{
    const bool empty = m_filter.rowCount() == 0;
    m_pages->setCurrentIndex(empty ? 1 : 0);
    m_detail->setVisible(!empty);
    if (!empty)
        return;
    if (m_model.rowCount() == 0) {
        m_empty->setMessage(u"search"_s, tr("Nothing has passed yet"),
                            tr("Every message and call to a server is listed here as it comes. "
                               "Secrets are removed."));
        m_empty->setActions({});
        return;
    }
    const bool problems = m_problems->isChecked() && m_search->text().isEmpty();
    m_empty->setMessage(u"search"_s, problems ? tr("No problems") : tr("Nothing matches"),
                        problems ? tr("Everything that came was understood.")
                                 : tr("No message or call fits what is chosen above."));
    m_empty->setActions({ { tr("Sho&w everything"), [this] {
                               m_search->clear();
                               m_way->setCurrentIndex(0);
                               m_channel->setCurrentIndex(0);
                               m_problems->setChecked(false);
                               m_server->setCurrentIndex(0);
                               applyWish();
                           } } });
}

} // namespace fw::ui
