// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/edit_model.h"

#include "models/job_facts.h"
#include "models/words.h"
#include "store/outbox.h"

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
    take(store.state().edits);
    connect(&store, &store::Store::changed, this, [this](const store::Changes &changes) {
        if (changes.edits)
            take(m_store.state().edits);
    });
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
    default: // any int may be asked for as a role
        return {};
    }
}

QString EditModel::text(const store::Edit &edit, int column) const
{
    switch (Column(column)) {
    case FateColumn:
        return fateText(edit.fate);
    case WhatColumn:
        return editText(m_store.state(), edit);
    case ServerColumn:
        return serverName(m_store.state(), edit.server);
    case TriesColumn:
        return QString::number(edit.tries);
    case SinceColumn:
        return clockText(edit.made);
    case ReasonColumn:
        return edit.reason.isEmpty() ? transferText(edit) : edit.reason;
    case ColumnCount:
        return {};
    }
    return {};
}

QVariant EditModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
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

} // namespace fw::models
