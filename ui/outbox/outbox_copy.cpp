// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Out of the outbox: the clipboard and files. Secrets are taken out here, before another thread
// makes the text.
#include "models/edit_words.h"
#include "models/job_facts.h"
#include "store/outbox.h"
#include "ui/outbox/outbox_table.h"
#include "ui/outbox/outbox_window.h"

#include <QClipboard>
#include <QFileDialog>
#include <QFutureWatcher>
#include <QGuiApplication>
#include <QJsonDocument>
#include <QLabel>
#include <QSaveFile>
#include <QtConcurrentRun>

namespace fw::ui {

using namespace Qt::StringLiterals;

namespace {

// A change without secrets, with the words people know it by.
struct Told
{
    store::Edit edit;
    QString what;
    QString server;
};

QByteArray jsonOf(const std::vector<Told> &changes)
{
    QJsonArray all;
    for (const Told &one : changes)
        all.append(models::editJson(one.edit, one.what, one.server));
    return QJsonDocument(all).toJson();
}

// Empty when the file is there.
QString write(const QString &path, const std::vector<Told> &changes)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return file.errorString();
    file.write(jsonOf(changes));
    return file.commit() ? QString() : file.errorString();
}

std::vector<Told> told(const OutboxDesk &desk, const QList<EditId> &edits)
{
    std::vector<Told> changes;
    const store::State &state = desk.store().state();
    for (const EditId &id : edits) {
        if (const store::Edit *edit = desk.find(id))
            changes.push_back({ store::withoutSecrets(state, *edit), desk.what(*edit),
                                models::serverName(state, edit->server) });
    }
    return changes;
}

QList<EditId> listed(const models::EditFilterModel &edits)
{
    QList<EditId> all;
    for (int row = 0; row < edits.rowCount(); ++row)
        all.append(edits.editAt(row)->id);
    return all;
}

QList<EditId> chosenOrAll(const OutboxTable &table, const models::EditFilterModel &edits)
{
    const QList<EditId> chosen = table.chosen();
    return chosen.isEmpty() ? listed(edits) : chosen;
}

} // namespace

void OutboxWindow::copy()
{
    const QList<EditId> edits = chosenOrAll(*m_table, m_filter);
    QStringList lines;
    for (const EditId &id : edits) {
        QStringList cells;
        for (int column = 0; column < models::EditModel::ColumnCount; ++column) {
            const QModelIndex cell = m_model.index(m_model.rowOf(id), column);
            const bool time = column == models::EditModel::SinceColumn;
            cells << cell.data(time ? Qt::ToolTipRole : Qt::DisplayRole).toString().simplified();
        }
        lines << cells.join(u'\t');
    }
    if (lines.isEmpty())
        return;
    QGuiApplication::clipboard()->setText(lines.join(u'\n'));
    m_said->setText(tr("%n line(s) copied", nullptr, int(lines.size())));
}

void OutboxWindow::copyJson()
{
    std::vector<Told> changes = told(m_desk, chosenOrAll(*m_table, m_filter));
    if (changes.empty())
        return;
    auto *making = new QFutureWatcher<QByteArray>(this);
    connect(making, &QFutureWatcherBase::finished, this,
            [this, making, count = int(changes.size())] {
                making->deleteLater();
                QGuiApplication::clipboard()->setText(QString::fromUtf8(making->result()));
                m_said->setText(tr("%n change(s) copied", nullptr, count));
            });
    making->setFuture(QtConcurrent::run(jsonOf, std::move(changes)));
}

void OutboxWindow::askSave()
{
    auto *dialog = new QFileDialog(this, tr("Export changes"));
    dialog->setObjectName(u"exportChanges"_s);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({ tr("JSON (*.json)"), tr("All files (*)") });
    dialog->setDefaultSuffix(u"json"_s);
    dialog->selectFile(u"outbox.json"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, this, &OutboxWindow::saveTo);
    dialog->open();
}

void OutboxWindow::saveTo(const QString &path)
{
    auto *writing = new QFutureWatcher<QString>(this);
    connect(writing, &QFutureWatcherBase::finished, this, [this, writing, path] {
        writing->deleteLater();
        const QString problem = writing->result();
        m_said->setText(problem.isEmpty() ? tr("Saved %1").arg(path)
                                          : tr("%1 was not saved: %2").arg(path, problem));
        Q_EMIT saved(path, problem);
    });
    writing->setFuture(QtConcurrent::run(write, path, told(m_desk, listed(m_filter))));
}

} // namespace fw::ui
