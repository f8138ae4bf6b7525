// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/outbox/outbox_detail.h"

#include "models/edit_words.h"
#include "models/words.h"
#include "store/outbox.h"
#include "ui/common/look.h"
#include "ui/common/widgets.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QJsonDocument>
#include <QPlainTextEdit>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace fw::ui {

using namespace Qt::StringLiterals;

OutboxDetail::OutboxDetail(const store::Store &store, const models::EditModel &edits,
                           QWidget *parent)
    : QWidget(parent)
    , m_store(store)
    , m_edits(edits)
    , m_fields(store)
    , m_title(new ElidedLabel(this))
    , m_facts(makeLabel({}, "soft", this))
    , m_reason(makeLabel({}, "", this))
    , m_inside(new QWidget(this))
    , m_table(new QTableView(m_inside))
    , m_payload(new QPlainTextEdit(m_inside))
{
    asPanel(this);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::large, space::medium, space::large, space::medium);
    column->setSpacing(space::tiny);
    m_title->setFont(scaledFont(font(), 1.15, QFont::DemiBold));
    for (QLabel *label : { m_facts, m_reason }) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
    }
    column->addWidget(m_title);
    column->addWidget(m_facts);
    column->addWidget(m_reason);
    auto *halves = new QHBoxLayout(m_inside);
    halves->setContentsMargins(0, space::tiny, 0, 0);
    halves->setSpacing(space::large);
    m_table->setObjectName(u"outboxFields"_s);
    m_table->setModel(&m_fields);
    m_table->setAccessibleName(tr("Fields before and after"));
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setProperty("surface", u"panel"_s);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + space::small);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_payload->setObjectName(u"outboxPayload"_s);
    m_payload->setReadOnly(true);
    m_payload->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_payload->setFont(monoFont(font()));
    m_payload->setTabChangesFocus(true);
    m_payload->setAccessibleName(tr("What leaves for the server, without secrets"));
    halves->addWidget(m_table, 3);
    halves->addWidget(m_payload, 2);
    column->addWidget(m_inside, 1);
    setEdit({});
}

QString OutboxDetail::nameOf(const EditId &edit) const
{
    const int number = m_edits.numberOf(edit);
    return number > 0 ? u"#%1"_s.arg(number) : tr("an earlier change");
}

QStringList OutboxDetail::factsOf(const store::Edit &edit) const
{
    const store::ServerState *server = m_store.state().server(edit.server);
    QStringList facts{ server && !server->name.isEmpty() ? server->name : edit.server.text };
    facts << (edit.intent.owner.isEmpty()
                  ? tr("made %1").arg(models::timeText(edit.made))
                  : tr("made %1 by %2").arg(models::timeText(edit.made), edit.intent.owner));
    if (edit.tries > 0 && edit.sent)
        facts << tr("sent %n time(s), last at %1", nullptr, edit.tries)
                     .arg(models::clockText(*edit.sent));
    const auto *run = std::get_if<wire::RunAction>(&edit.command);
    if (run && !run->after.isEmpty())
        facts << tr("waits for %1", "the number of another change").arg(nameOf(run->after));
    if (!edit.intent.instead.isEmpty())
        facts << tr("replaces %1", "the number of another change").arg(nameOf(edit.intent.instead));
    if (!edit.intent.undoes.isEmpty())
        facts
            << tr("takes back %1", "the number of another change").arg(nameOf(edit.intent.undoes));
    const auto &all = m_store.state().edits;
    const auto next = std::ranges::find_if(
        all, [&edit](const store::Edit &other) { return other.intent.instead == edit.id; });
    if (next != all.end())
        facts << tr("replaced by %1", "the number of another change").arg(nameOf(next->id));
    if (edit.putAway)
        facts << tr("put away by you");
    return facts;
}

void OutboxDetail::setEdit(const EditId &edit)
{
    m_id = edit;
    refresh();
}

void OutboxDetail::refresh()
{
    const store::Edit *edit = m_edits.editAt(m_edits.rowOf(m_id));
    m_inside->setVisible(edit);
    m_facts->setVisible(edit);
    m_reason->setVisible(edit);
    m_title->setSoft(!edit);
    m_fields.setEdit(edit);
    if (!edit)
        return m_title->setText(tr("Choose a change to see what it does."));
    const store::State &state = m_store.state();
    const int row = m_edits.rowOf(m_id);
    m_title->setText(models::editText(state, *edit));
    m_facts->setText(factsOf(*edit).join(u"  ·  "_s));
    const QString reason = m_edits.index(row, models::EditModel::ReasonColumn).data().toString();
    m_reason->setText(reason);
    m_reason->setVisible(!reason.isEmpty());
    m_table->setVisible(m_fields.rowCount() > 0);
    const QString payload = QString::fromUtf8(
        QJsonDocument(models::payloadJson(store::withoutSecrets(state, *edit))).toJson());
    if (m_payload->toPlainText() != payload) // keeps what is selected in it
        m_payload->setPlainText(payload);
}

} // namespace fw::ui
