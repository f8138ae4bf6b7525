// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/server_drafts.h"

#include <algorithm>
#include <numeric>

namespace fw::ui {

using namespace Qt::StringLiterals;

ServerDrafts::ServerDrafts(settings::Profiles &profiles, LookOf lookOf, QObject *parent)
    : QAbstractListModel(parent)
    , m_profiles(profiles)
    , m_lookOf(std::move(lookOf))
{
    for (const wire::Profile &profile : profiles.all())
        m_drafts.push_back({ profile, profile });
    connect(&profiles, &settings::Profiles::changed, this, &ServerDrafts::sync);
}

int ServerDrafts::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_drafts.size());
}

QVariant ServerDrafts::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Draft &draft = at(index.row());
    const QString name = draft.now.name.trimmed();
    switch (role) {
    case Qt::DisplayRole:
        return name.isEmpty() ? tr("No name") : name;
    case Qt::AccessibleTextRole:
        return isChanged(index.row()) && !isNew(index.row())
            ? tr("%1, %2, not saved").arg(name, look(index.row()).word)
            : tr("%1, %2", "name, state").arg(name, look(index.row()).word);
    case KindRole:
        return aboutOf(draft.now.dialect).title;
    case ShapeRole:
        return int(look(index.row()).shape);
    case WordRole:
        return look(index.row()).word;
    case ChangedRole:
        return isChanged(index.row());
    default: // any int may be asked for as a role
        return {};
    }
}

ServerLook ServerDrafts::look(int row) const
{
    if (isNew(row))
        return { Shape::Diamond, tr("Not saved yet"), &Theme::local };
    return m_lookOf(at(row).saved.id);
}

int ServerDrafts::rowOf(const ServerId &server) const
{
    const auto found = std::ranges::find_if(
        m_drafts, [&](const Draft &draft) { return draft.saved.id == server; });
    return found == m_drafts.end() ? -1 : static_cast<int>(found - m_drafts.begin());
}

QStringList ServerDrafts::names() const
{
    QStringList all;
    for (const Draft &draft : m_drafts)
        all << draft.now.name;
    return all;
}

void ServerDrafts::tell(int row)
{
    Q_EMIT dataChanged(index(row), index(row));
}

void ServerDrafts::refreshLooks()
{
    if (!m_drafts.empty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

void ServerDrafts::setProfile(int row, const wire::Profile &profile)
{
    Draft &draft = m_drafts[static_cast<size_t>(row)];
    if (draft.now == profile)
        return;
    draft.now = profile;
    tell(row);
}

int ServerDrafts::append(const Draft &draft)
{
    const int row = rowCount();
    beginInsertRows({}, row, row);
    m_drafts.push_back(draft);
    endInsertRows();
    return row;
}

void ServerDrafts::drop(int row)
{
    beginRemoveRows({}, row, row);
    m_drafts.erase(m_drafts.begin() + row);
    endRemoveRows();
}

int ServerDrafts::add(const QString &dialect)
{
    return append({ {}, freshProfile(dialect, names()) });
}

int ServerDrafts::duplicate(int row)
{
    wire::Profile copy = profile(row);
    copy.id = {};
    copy.thisComputer = false;
    copy.name = freeName(copy.name, names());
    return append({ {}, copy });
}

Expected<void> ServerDrafts::save(int row)
{
    m_saving = true; // the row takes over what was saved before the others are looked at
    const auto saved = m_profiles.save(profile(row));
    m_saving = false;
    if (!saved)
        return tl::unexpected(saved.error());
    m_drafts[static_cast<size_t>(row)] = { *saved, *saved };
    tell(row);
    sync();
    return {};
}

void ServerDrafts::revert(int row)
{
    if (isNew(row))
        return drop(row);
    setProfile(row, savedProfile(row));
}

Expected<void> ServerDrafts::remove(int row)
{
    if (isNew(row)) {
        drop(row);
        return {};
    }
    return m_profiles.remove(savedProfile(row).id);
}

bool ServerDrafts::canMove(int row, int by) const
{
    const int to = row + by;
    return row >= 0 && to >= 0 && to < rowCount() && !isNew(row) && !isNew(to);
}

void ServerDrafts::move(int row, int by)
{
    if (!canMove(row, by))
        return;
    std::vector<ServerId> order;
    for (const wire::Profile &profile : m_profiles.all())
        order.push_back(profile.id);
    std::swap(order[static_cast<size_t>(row)], order[static_cast<size_t>(row + by)]);
    (void)m_profiles.arrange(order); // what cannot be written is said with the next save
}

void ServerDrafts::sync()
{
    if (m_saving)
        return;
    for (int row = rowCount() - 1; row >= 0; --row) {
        if (!isNew(row) && !m_profiles.find(savedProfile(row).id.text))
            drop(row);
    }
    std::vector<ServerId> order;
    for (const wire::Profile &profile : m_profiles.all()) {
        order.push_back(profile.id);
        const int row = rowOf(profile.id);
        if (row < 0) {
            append({ profile, profile });
            continue;
        }
        const bool untouched = !isChanged(row);
        Draft &draft = m_drafts[static_cast<size_t>(row)];
        draft.saved = profile;
        if (untouched)
            draft.now = profile;
        tell(row);
    }
    reorder(order);
}

void ServerDrafts::reorder(const std::vector<ServerId> &order)
{
    const auto place = [&order](const Draft &draft) {
        return draft.saved.id.isEmpty() ? std::ssize(order)
                                        : std::ranges::find(order, draft.saved.id) - order.begin();
    };
    std::vector<int> from(m_drafts.size());
    std::iota(from.begin(), from.end(), 0);
    std::ranges::stable_sort(from, {}, [&](int row) { return place(at(row)); });
    if (std::ranges::is_sorted(from))
        return;
    Q_EMIT layoutAboutToBeChanged();
    std::vector<Draft> next;
    for (const int row : from)
        next.push_back(at(row));
    m_drafts = std::move(next);
    const QModelIndexList kept = persistentIndexList();
    for (const QModelIndex &one : kept) {
        const auto now = std::ranges::find(from, one.row()) - from.begin();
        changePersistentIndex(one, index(static_cast<int>(now)));
    }
    Q_EMIT layoutChanged();
}

} // namespace fw::ui
