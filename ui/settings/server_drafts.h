// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "settings/profiles.h"
#include "ui/settings/profile_words.h"

#include <QAbstractListModel>

namespace fw::ui {

/// The profiles as they are being edited, one row each: what is typed stays with its row until it
/// is saved or undone, also when another row is looked at. New ones come last until they are saved.
class ServerDrafts final : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role {
        KindRole = Qt::UserRole, ///< title of the kind
        ShapeRole, ///< int(Shape) of the connection
        WordRole, ///< "Live", …; "Not saved yet" for a new one
        ChangedRole, ///< bool: not saved
    };

    ServerDrafts(settings::Profiles &profiles, LookOf lookOf, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

    const wire::Profile &profile(int row) const { return at(row).now; }
    const wire::Profile &savedProfile(int row) const { return at(row).saved; }
    void setProfile(int row, const wire::Profile &profile);
    bool isNew(int row) const { return at(row).saved.id.isEmpty(); }
    bool isChanged(int row) const { return isNew(row) || !(at(row).now == at(row).saved); }
    ServerLook look(int row) const;
    int rowOf(const ServerId &server) const; ///< -1: none

    int add(const QString &dialect); ///< the row of the new draft
    int duplicate(int row);
    Expected<void> save(int row); ///< the row stays the same
    void revert(int row); ///< a new one goes
    Expected<void> remove(int row);
    bool canMove(int row, int by) const;
    void move(int row, int by);
    void refreshLooks(); ///< connections changed

private:
    struct Draft
    {
        wire::Profile saved; ///< without an id: never saved
        wire::Profile now;
    };
    const Draft &at(int row) const { return m_drafts[static_cast<size_t>(row)]; }
    void sync();
    void reorder(const std::vector<ServerId> &order);
    int append(const Draft &draft);
    void drop(int row);
    void tell(int row);
    QStringList names() const;

    settings::Profiles &m_profiles;
    LookOf m_lookOf;
    std::vector<Draft> m_drafts;
    bool m_saving = false;
};

} // namespace fw::ui
