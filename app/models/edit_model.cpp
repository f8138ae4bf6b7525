// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/edit_model.h"

#include "models/edit_words.h"
#include "models/fate_face.h"
#include "models/job_facts.h"
#include "models/words.h"
#include "store/edit_base.h"
#include "store/merge_edit.h"
#include "store/outbox.h"

#include <QSet>

namespace fw::models {

using namespace Qt::StringLiterals;

namespace {

// How far an upload is; empty for anything else.
QString transferText(const store::Edit &edit)
{
    if (edit.fate != store::Fate::Sending || edit.bytesTotal <= 0)
        return {};
    return EditModel::tr("%1 of %2", "how much of a file has been sent")
        .arg(bytesText(std::min(edit.bytesDone, edit.bytesTotal)), bytesText(edit.bytesTotal));
}

} // namespace

EditModel::EditModel(const store::Store &store, QObject *parent)
    : ListTable<store::Edit>(parent)
    , m_store(store)
{
    follow();
    connect(&store, &store::Store::changed, this, [this](const store::Changes &changes) {
        if (changes.edits)
            follow();
        else if (!changes.items.empty() || changes.servers)
            tellAll({ Qt::DisplayRole, Qt::ToolTipRole }); // names, and revisions that moved on
    });
}

// One removal at a time: what is between two of them keeps its place and its selection.
void EditModel::follow()
{
    const std::vector<store::Edit> &next = m_store.state().edits;
    QSet<EditId> there;
    for (const store::Edit &edit : next) {
        there.insert(edit.id);
        if (!m_numbers.contains(edit.id) && isListed(edit))
            m_numbers.insert(edit.id, ++m_lastNumber);
    }
    for (size_t row = items().size(); row-- > 0;) {
        if (there.contains(items()[row].id))
            continue;
        std::vector<store::Edit> fewer = items();
        fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(row));
        take(std::move(fewer));
    }
    take(next);
}

const store::Edit *EditModel::editAt(int row) const
{
    return row >= 0 && row < rowCount() ? &items()[static_cast<size_t>(row)] : nullptr;
}

int EditModel::rowOf(const EditId &edit) const
{
    const auto found = std::ranges::find(items(), edit, &store::Edit::id);
    return found == items().end() ? -1 : static_cast<int>(found - items().begin());
}

void EditModel::refreshAges()
{
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, FateColumn), index(rowCount() - 1, SinceColumn),
                           { Qt::DisplayRole, MarkRole, WordRole });
}

int EditModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant EditModel::data(const QModelIndex &index, int role) const
{
    const store::Edit *edit = item(index);
    if (!edit)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return text(*edit, index.column());
    case Qt::AccessibleTextRole:
        return u"%1 %2"_s.arg(headerData(index.column(), Qt::Horizontal).toString(),
                              text(*edit, index.column()));
    case Qt::ToolTipRole:
        return index.column() == SinceColumn ? timeText(edit->made) : text(*edit, index.column());
    case Qt::TextAlignmentRole:
        return index.column() == NumberColumn || index.column() == TriesColumn
            ? QVariant(int(Qt::AlignRight | Qt::AlignVCenter))
            : QVariant();
    case IdRole:
        return edit->id.text;
    case FateRole:
        return static_cast<int>(edit->fate);
    case KeyRole:
        return QVariant::fromValue(store::jobOf(m_store.state(), *edit));
    case OpenRole:
        return !store::isSettled(edit->fate);
    case ItemRole:
        return QVariant::fromValue(store::itemOf(m_store.state(), *edit));
    case ActionRole: {
        const auto *run = std::get_if<wire::RunAction>(&edit->command);
        return run ? run->action : QString();
    }
    case DoneRole:
        return edit->bytesDone;
    case TotalRole:
        return edit->bytesTotal;
    case MarkRole: {
        const auto mark = fateFace(*edit, m_store.clock().wall()).mark;
        return mark ? QVariant(static_cast<int>(*mark)) : QVariant();
    }
    case ChangeRole:
        return index.column() == WhatColumn ? changeText(*edit) : QString();
    case WordRole:
        return fateFace(*edit, m_store.clock().wall()).word;
    default: // any int may be asked for as a role
        return {};
    }
}

QString EditModel::text(const store::Edit &edit, int column) const
{
    switch (Column(column)) {
    case NumberColumn:
        return m_numbers.contains(edit.id) ? QString::number(numberOf(edit.id)) : unknownText();
    case FateColumn:
        return fateText(edit.fate);
    case BasedColumn:
        return basedText(edit);
    case WhatColumn:
        return editText(m_store.state(), edit);
    case ServerColumn:
        return serverName(m_store.state(), edit.server);
    case TriesColumn:
        return QString::number(edit.tries);
    case SinceColumn:
        return ageText(edit.made, m_store.clock().wall());
    case ReasonColumn:
        return reasonText(edit);
    case ColumnCount:
        return {};
    }
    return {};
}

QString EditModel::basedText(const store::Edit &edit) const
{
    const auto *run = std::get_if<wire::RunAction>(&edit.command);
    if (!run)
        return unknownText();
    if (!run->after.isEmpty() && m_numbers.contains(run->after))
        return tr("#%1", "builds on the change of this number").arg(numberOf(run->after));
    if (run->base <= 0)
        return unknownText();
    const QString seen = tr("v%1", "version of what is changed").arg(run->base);
    const qint64 now = revisionNow(m_store.state(), edit);
    const bool matters = !store::isSettled(edit.fate) || edit.fate == store::Fate::Conflict;
    return matters && now > run->base
        ? tr("%1 (now v%2)", "the version an author saw, and the one that stands")
              .arg(seen)
              .arg(now)
        : seen;
}

// "Watermark scale 0.22 → 0.9": what a change of one value comes to.
QString EditModel::changeText(const store::Edit &edit) const
{
    const auto rows = store::mergeSheet(m_store.state(), edit).rows;
    if (rows.empty())
        return {};
    if (rows.size() > 1)
        return tr("%n fields", nullptr, static_cast<int>(rows.size()));
    const store::MergeRow &row = rows.front();
    const wire::ActionOffer *offer = store::offerOf(m_store.state(), edit);
    const QString label = togetherLabel(offer, row.arguments);
    if (row.arguments.size() > 1)
        return label;
    const QString name = row.arguments.front();
    const QString after = argumentText(offer, name, row.mine.value(name));
    return row.was.isEmpty()
        ? tr("%1 %2", "a field, then its value").arg(label, after)
        : tr("%1 %2 → %3", "a field, its value before, and after")
              .arg(label, argumentText(offer, name, row.was.value(name)), after);
}

QString EditModel::reasonText(const store::Edit &edit) const
{
    if (edit.fate == store::Fate::Conflict && !edit.by.isEmpty())
        return tr("%1 changed it meanwhile.").arg(edit.by);
    if (!edit.reason.isEmpty())
        return edit.reason;
    if (edit.fate == store::Fate::Held)
        return holdText(edit.hold);
    const auto *run = std::get_if<wire::RunAction>(&edit.command);
    const bool waits = run && edit.fate == store::Fate::Queued
        && store::turnOf(m_store.state(), edit) == store::Turn::Waits;
    if (waits && m_numbers.contains(run->after))
        return tr("Waits for #%1.").arg(numberOf(run->after));
    if (edit.fate == store::Fate::Conflict)
        return tr("It was changed meanwhile.");
    return transferText(edit);
}

QVariant EditModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    const bool figures = section == NumberColumn || section == TriesColumn;
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole && figures)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case NumberColumn:
        return tr("#", "the number of a change");
    case BasedColumn:
        return tr("Based on");
    case FateColumn:
        return tr("State");
    case WhatColumn:
        return tr("What");
    case ServerColumn:
        return tr("Server");
    case TriesColumn:
        return tr("Tries");
    case SinceColumn:
        return tr("Since");
    case ReasonColumn:
        return tr("Reason");
    case ColumnCount:
        return {};
    }
    return {};
}

int EditModel::openCount() const
{
    return static_cast<int>(std::ranges::count_if(
        items(), [](const store::Edit &edit) { return !store::isSettled(edit.fate); }));
}

int EditModel::rejectedCount() const
{
    return static_cast<int>(std::ranges::count_if(items(), [](const store::Edit &edit) {
        return edit.fate == store::Fate::Rejected || edit.fate == store::Fate::Conflict;
    }));
}

bool EditModel::isSame(const store::Edit &a, const store::Edit &b) const
{
    return a.id == b.id;
}

qint64 revisionNow(const store::State &state, const store::Edit &edit)
{
    const store::ItemEntry *entry = state.find(store::itemOf(state, edit));
    return std::max(entry ? entry->item.revision : 0,
                    edit.fate == store::Fate::Conflict ? edit.revision : 0);
}

bool isListed(const store::Edit &edit)
{
    return edit.fate != store::Fate::Accepted && !edit.putAway;
}

bool isOfAnother(const store::State &state, const store::Edit &edit)
{
    const store::ServerState *server = state.server(edit.server);
    return !edit.intent.owner.isEmpty()
        && edit.intent.owner != (server ? server->account : QString());
}

} // namespace fw::models
