// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/journal.h"

#include "store/journal_worker.h"

#include <QStandardPaths>
#include <QThread>

namespace fw::store {

using namespace Qt::StringLiterals;

namespace {

void put(JournalInbox &inbox, std::vector<JobEntry> rows)
{
    for (JobEntry &row : rows) {
        JobKey key{ row.server, row.job.id };
        inbox.rows.push_back({ std::move(key), std::move(row) });
    }
}

void put(JournalInbox &inbox, std::vector<ItemEntry> items)
{
    for (ItemEntry &item : items) {
        const ItemKey key = item.key();
        inbox.items.insert(key, std::move(item));
    }
}

} // namespace

struct Journal::Private
{
    explicit Private(QString path)
        : worker(path.isEmpty() ? usualPath() : std::move(path))
    {
    }

    void post(const std::function<void(JournalInbox &)> &add)
    {
        if (worker.post(add))
            QMetaObject::invokeMethod(&worker, &JournalWorker::work, Qt::QueuedConnection);
    }

    QThread thread;
    JournalWorker worker;
};

QString Journal::usualPath()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation)
        + u"/framewatch/journal.sqlite"_s;
}

Journal::Journal(QString path, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(std::move(path)))
{
    JournalWorker *worker = &d->worker;
    worker->moveToThread(&d->thread);
    connect(worker, &JournalWorker::editsLoaded, this, &Journal::editsLoaded);
    connect(worker, &JournalWorker::activitiesLoaded, this, &Journal::activitiesLoaded);
    connect(worker, &JournalWorker::rowsLoaded, this, &Journal::rowsLoaded);
    connect(worker, &JournalWorker::itemsLoaded, this, &Journal::itemsLoaded);
    connect(worker, &JournalWorker::serversLoaded, this, &Journal::serversLoaded);
    connect(worker, &JournalWorker::positionsLoaded, this, &Journal::positionsLoaded);
    connect(worker, &JournalWorker::loaded, this, &Journal::loaded);
    connect(worker, &JournalWorker::editsStored, this, &Journal::editsStored);
    connect(worker, &JournalWorker::editsNotStored, this, &Journal::editsNotStored);
    connect(worker, &JournalWorker::troubled, this, &Journal::troubled);
    d->thread.setObjectName(u"journal"_s);
    d->thread.start();
}

Journal::~Journal()
{
    QMetaObject::invokeMethod(&d->worker, &JournalWorker::finish, Qt::BlockingQueuedConnection);
    d->thread.quit();
    d->thread.wait();
}

void Journal::load()
{
    QMetaObject::invokeMethod(&d->worker, &JournalWorker::load, Qt::QueuedConnection);
}

void Journal::keepEdits(std::vector<Edit> edits)
{
    d->post([&edits](JournalInbox &inbox) {
        inbox.edits.insert(inbox.edits.end(), std::make_move_iterator(edits.begin()),
                           std::make_move_iterator(edits.end()));
    });
}

void Journal::keepRows(std::vector<JobEntry> rows)
{
    d->post([&rows](JournalInbox &inbox) { put(inbox, std::move(rows)); });
}

void Journal::dropRows(const std::vector<JobKey> &keys)
{
    d->post([&keys](JournalInbox &inbox) {
        for (const JobKey &key : keys)
            inbox.rows.push_back({ key, std::nullopt });
    });
}

void Journal::keepItems(std::vector<ItemEntry> items)
{
    d->post([&items](JournalInbox &inbox) { put(inbox, std::move(items)); });
}

void Journal::dropItems(const std::vector<ItemKey> &keys)
{
    d->post([&keys](JournalInbox &inbox) {
        for (const ItemKey &key : keys)
            inbox.items.insert(key, std::nullopt);
    });
}

void Journal::dropServer(const ServerId &server)
{
    d->post([&server](JournalInbox &inbox) {
        std::erase_if(inbox.rows, [&server](const auto &row) { return row.key.server == server; });
        inbox.items.removeIf([&server](const auto &item) { return item.key().server == server; });
        inbox.servers.remove(server);
        inbox.positions.remove(server);
        inbox.forgotten.push_back(server);
    });
}

void Journal::keepActivities(std::vector<Activity> activities)
{
    d->post([&activities](JournalInbox &inbox) {
        inbox.activities.insert(inbox.activities.end(), std::make_move_iterator(activities.begin()),
                                std::make_move_iterator(activities.end()));
    });
}

void Journal::keepNews(JournalNews news)
{
    d->post([&news](JournalInbox &inbox) {
        put(inbox, std::move(news.rows));
        put(inbox, std::move(news.items));
        inbox.servers.insert(news.servers);
        inbox.positions.insert(news.positions);
    });
}

void Journal::finish()
{
    QMetaObject::invokeMethod(&d->worker, &JournalWorker::work, Qt::BlockingQueuedConnection);
}

} // namespace fw::store
