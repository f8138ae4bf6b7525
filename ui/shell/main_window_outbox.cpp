// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/outbox.h"
#include "ui/common/field_form.h"
#include "ui/common/refusal_strip.h"
#include "ui/detail/detail_panel.h"
#include "ui/jobs/queue_panel.h"
#include "ui/library/library_panel.h"
#include "ui/outbox/outbox_desk.h"
#include "ui/outbox/outbox_table.h"
#include "ui/outbox/outbox_window.h"
#include "ui/shell/banner_bar.h"
#include "ui/shell/commands.h"
#include "ui/shell/job_actions.h"
#include "ui/shell/keep_watch.h"
#include "ui/shell/main_window.h"
#include "ui/shell/media_desk.h"
#include "ui/shell/offer_dialog.h"
#include "ui/shell/pending_button.h"
#include "ui/shell/status_line.h"

namespace fw::ui {

using namespace Qt::StringLiterals;
using models::EditWish;

OutboxWindow &MainWindow::outbox()
{
    if (m_outbox)
        return *m_outbox;
    m_outbox = new OutboxWindow(*m_outboxDesk, this);
    connect(m_outbox, &OutboxWindow::resendWanted, this, &MainWindow::editAndResend);
    return *m_outbox;
}

void MainWindow::wireOutbox()
{
    connect(m_outboxDesk, &OutboxDesk::changed, this, &MainWindow::refreshOutbox);
    connect(m_outboxDesk, &OutboxDesk::said, this,
            [this](const QString &text) { m_status->showMessage(text, 6000); });
    connect(m_status, &StatusLine::beat, this, &MainWindow::refreshOutbox);
    connect(&m_status->outbox(), &QAbstractButton::clicked, this,
            [this] { outbox().present(EditWish()); });
    connect(&m_status->conflicts(), &QAbstractButton::clicked, this, [this] {
        EditWish wish;
        wish.fate = store::Fate::Conflict;
        outbox().present(wish);
    });
    connect(m_commands->action(Command::ShowPending), &QAction::triggered, this,
            [this] { outbox().present(); });
    connect(m_recovered, &BannerBar::actionWanted, this,
            [this](const ServerId &, BannerText::Action action) { onRecovered(action); });
    connect(m_keepWatch, &KeepWatch::changed, this, &MainWindow::refreshKeeping);
    connect(m_keeping, &BannerBar::actionWanted, m_keepWatch, [this] { m_keepWatch->tryAgain(); });
    wireRefusals();
    refreshOutbox();
    refreshRefusals();
}

// What the server did not take stands beside the fields it was to change.
void MainWindow::wireRefusals()
{
    for (const auto &[panel, name] :
         { std::pair<QWidget *, QString>{ m_library, u"itemRefusal"_s },
           std::pair<QWidget *, QString>{ m_detail, u"jobRefusal"_s } }) {
        auto *strip = panel->findChild<RefusalStrip *>(name);
        connect(strip, &RefusalStrip::reapplyWanted, m_outboxDesk, &OutboxDesk::retry);
        connect(strip, &RefusalStrip::resolveWanted, this, [this](const EditId &edit) {
            outbox().present(EditWish());
            outbox().resolve(edit);
        });
        connect(strip, &RefusalStrip::outboxWanted, this, [this](const EditId &edit) {
            outbox().present(EditWish());
            outbox().table().choose(edit);
        });
    }
    connect(m_outboxDesk, &OutboxDesk::changed, this, &MainWindow::refreshRefusals);
    connect(m_library, &LibraryPanel::selectionChanged, this, &MainWindow::refreshRefusals);
    connect(m_queue, &QueuePanel::selectionChanged, this, &MainWindow::refreshRefusals);
}

void MainWindow::refreshRefusals()
{
    const auto refusal = [this](const std::vector<const store::Edit *> &edits) {
        std::optional<RefusalStrip::Refusal> newest;
        if (edits.empty())
            return newest;
        const store::Edit &edit = *edits.front();
        const bool conflict = edit.fate == store::Fate::Conflict;
        newest = { edit.id,
                   edit.fate,
                   m_outboxDesk->valuesText(edit),
                   edit.reason,
                   m_outboxDesk->refusal(conflict ? OutboxAct::Resolve : OutboxAct::Retry, edit),
                   int(edits.size()) - 1 };
        return newest;
    };
    m_library->findChild<RefusalStrip *>(u"itemRefusal"_s)
        ->present(refusal(m_outboxDesk->refusedOn(m_models.itemFields.itemKey())));
    m_detail->findChild<RefusalStrip *>(u"jobRefusal"_s)
        ->present(refusal(m_outboxDesk->refusedOn(m_models.metadata.job())));
}

void MainWindow::refreshOutbox()
{
    const OutboxDesk::Counts counts = m_outboxDesk->counts();
    m_status->setOutbox(counts.listed, counts.rejected, counts.conflicts);
    const bool tellsOfConflict
        = m_notice->banner() && m_notice->banner()->action == BannerText::Action::Review;
    if (tellsOfConflict && counts.conflicts == 0)
        m_notice->setBanner({}); // settled: it is true no more
    if (counts.recovered == 0 || m_recoveryClosed)
        return m_recovered->setBanner({});
    BannerText banner;
    banner.title = tr("Closed unexpectedly.");
    banner.text = tr("%n change(s) were recovered and are held.", nullptr, counts.recovered);
    banner.action = BannerText::Action::Review;
    banner.more = { BannerText::Action::SendAll, BannerText::Action::Dismiss };
    m_recovered->setBanner(banner);
}

void MainWindow::onRecovered(BannerText::Action action)
{
    EditWish wish;
    wish.recovered = true;
    if (action == BannerText::Action::Review)
        return outbox().present(wish);
    if (action == BannerText::Action::SendAll)
        return m_outboxDesk->releaseRecovered();
    m_recoveryClosed = true; // they stay in the outbox
    refreshOutbox();
}

// A change that only the memory has would be lost with the program: none is made then.
void MainWindow::refreshKeeping()
{
    const QString why = m_keepWatch->sentence();
    m_offers->setTrouble(why);
    m_jobActions->setTrouble(why);
    m_media->setTrouble(why);
    m_outboxDesk->setTrouble(why);
    if (why.isEmpty())
        return m_keeping->setBanner({});
    BannerText banner;
    banner.error = true;
    banner.title = tr("Changes cannot be kept: %1.").arg(m_keepWatch->why());
    banner.text = tr("Editing is off.");
    banner.action = BannerText::Action::TryAgain;
    m_keeping->setBanner(banner);
}

void MainWindow::editAndResend(const EditId &id)
{
    const store::State &state = m_parts.store.state();
    const store::Edit *edit = m_outboxDesk->find(id);
    const wire::ActionOffer *offer = edit ? store::offerOf(state, *edit) : nullptr;
    if (!offer)
        return;
    const auto run = std::get<wire::RunAction>(edit->command);
    OfferCall call{ edit->server, *offer,
                    offerTargets(state, edit->server, offer->target, { run.target },
                                 TargetFields::With) };
    if (call.targets.empty()) // it is gone: what was asked for may bring it back
        call.targets.push_back({ run.target, run.target, {}, {} });
    const session::Session *session = m_parts.sessions.find(edit->server);
    auto *dialog = new OfferDialog(call, session ? session->profile().name : QString(), &outbox());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    for (auto argument = run.arguments.begin(); argument != run.arguments.end(); ++argument)
        dialog->form().setValue(argument.key(), argument.value());
    connect(dialog, &QDialog::accepted, this,
            [this, id, dialog] { m_outboxDesk->resend(id, dialog->arguments()); });
    dialog->open();
}

} // namespace fw::ui
