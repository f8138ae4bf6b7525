// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/job_model.h"
#include "ui/common/picture_source.h"

#include <QTableView>

namespace fw::ui {

class JobHeader;

/// The queue. Rows of one height, whole rows selected, Tab leaves it, letters J K N move.
/// Tells when the pointer or a selection wants the rows to hold still (ux.md rule 9).
class JobTable final : public QTableView
{
    Q_OBJECT
public:
    explicit JobTable(PictureSource pictures, QWidget *parent = nullptr);

    void setModel(QAbstractItemModel *model) override;
    QList<store::JobKey> selectedKeys() const;
    store::JobKey currentKey() const;
    /// Makes \a row current and the only one selected; nothing for -1.
    void selectRow(int row);
    /// Moves to the next job that failed or needs attention, round the end.
    void goToNextTrouble();
    void copyRows() const; ///< tab-separated, visible columns, with a header line

    QByteArray columns() const; ///< order, width, visibility and sort
    void setColumns(const QByteArray &state);
    void resetColumns();
    void showColumn(int column, bool shown);
    /// With one server its column says nothing: it hides by itself, unless the user chose.
    void setManyServers(bool many);

Q_SIGNALS:
    /// True while rows must not move: the pointer is over them or a selection is being made.
    void holdChanged(bool hold);
    void openWanted(const QModelIndex &index);
    void columnsChanged();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void selectionChanged(const QItemSelection &now, const QItemSelection &before) override;
    void changeEvent(QEvent *event) override;

private:
    void applyMetrics();
    void setHold(bool hold);

    void autoHideServer();

    JobHeader *m_header;
    bool m_hold = false;
    bool m_manyServers = false;
    bool m_serverChosen = false; ///< shown or hidden by hand
};

} // namespace fw::ui
