// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "files/answer.h"
#include "files/part_store.h"

#include <QElapsedTimer>
#include <QFile>
#include <QObject>
#include <QPointer>
#include <QTimer>

#include <memory>
#include <vector>

class QNetworkAccessManager;
class QNetworkReply;

namespace fw::files {

/// How patient a download is.
struct SaverPolicy
{
    /// Before each try to go on; as many tries as there are pauses. Counted anew whenever a try
    /// brought at least `worthwhile` bytes.
    std::vector<Millis> pauses{ Millis(1000), Millis(3000), Millis(8000), Millis(20000) };
    Millis silence{ 30000 }; ///< without a byte: the connection counts as lost
    qint64 worthwhile = 256 * 1024;
    QString keepDir; ///< see PartStore
    qint64 keepBytes = PartStore::usualBytes;
};

/// One file to fetch and where it goes.
struct SaveWish
{
    wire::HttpRequest request; ///< http(s), with what signs us in; only a GET can go on
    QString path; ///< absolute
};

/// How a download ended.
struct SaveEnd
{
    enum class Kind : quint8 { Saved, Cancelled, Failed };
    Kind kind = Kind::Failed;
    Failure failure; ///< Failed: detail is a sentence for people
    qint64 bytes = 0; ///< that came so far
    bool kept = false; ///< what came is kept: saving again goes on from there
};

/// One download to a file, on the thread it was moved to. The file gets its final name when all of
/// it is on the disk; until then it has a hidden one in the same folder, and whatever goes wrong
/// leaves no file and an older one as it was. A connection that breaks is taken up again where it
/// broke off, if the file at the server is still the same (If-Range); what came of a download that
/// could not be finished is kept for the next one in PartStore. Sign-in never leaves for another
/// server, and an answer that is a sign-in page is never taken for the file.
class Saver final : public QObject
{
    Q_OBJECT
public:
    explicit Saver(SaveWish wish, SaverPolicy policy = {});
    ~Saver() override; ///< unfinished: as after a break, without a word

    void start(); ///< on its own thread
    void cancel(); ///< on its own thread; ended() follows, nothing is kept

Q_SIGNALS:
    /// With the first bytes of an answer, then at most ten times a second; \a all is 0 while the
    /// size is unknown. Bytes of the file.
    void moved(qint64 done, qint64 all);
    /// The connection was lost; try \a number of \a of follows and goes on behind \a done of
    /// \a all bytes (0: from the beginning; all 0: the size is unknown).
    void broke(qint64 done, qint64 all, int number, int of);
    /// Once.
    void ended(const fw::files::SaveEnd &end);

private:
    bool openFile();
    void takeUpKept();
    void ask();
    void hear(); ///< the head of the answer is there
    void startOver();
    void take();
    void onFinished();
    void onCutOff(const Failure &why);
    void askAgain(bool fromStart);
    void finish();
    void tellMoved(bool always);
    void fail(Failure why);
    void end(const SaveEnd &end);
    bool keep(qint64 mostCopied = PartStore::usualBytes);
    void dropReply();
    bool canGoOn() const;
    qint64 bodyExpected() const;

    SaveWish m_wish;
    SaverPolicy m_policy;
    PartStore m_kept;
    QByteArray m_account;
    QNetworkAccessManager *m_network = nullptr;
    QPointer<QNetworkReply> m_reply;
    std::unique_ptr<QFile> m_file; ///< under its hidden name
    QTimer m_pause;
    QElapsedTimer m_lastMoved;
    Verdict m_verdict; ///< of the answer under way
    QByteArray m_validator; ///< of the file whose beginning we have
    QByteArray m_words; ///< body of an answer that is no file
    qint64 m_done = 0;
    qint64 m_total = 0; ///< 0: not known
    qint64 m_from = 0; ///< where the answer under way begins
    qint64 m_atBreak = 0; ///< how much there was at the last break
    size_t m_tries = 0;
    int m_afresh = 0; ///< how often it had to begin anew without a break
    int m_redirects = 0;
    bool m_heard = false;
    bool m_ended = false;
};

} // namespace fw::files
