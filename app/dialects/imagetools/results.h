// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialects/imagetools/operations.h"

namespace fw::dialects::imagetools {

/// One reply: what was asked, what came, and what its status means (a 200 can be a 404, c1.2).
struct Answer
{
    const wire::HttpRequest &request;
    const wire::HttpReply &reply;
    int status = 0;
};

// A chain of one operation (e2; c2.6):
//
//   before -history read-> do -done-> after (the image, its history) -> settled
//   do -no answer-> verify -the history changed-> settled, applied
//                   verify -it did not-> EditUnknown: it may be sent again
//                   verify -no answer-> nobody knows

/// Nobody knows what became of the request: no answer in time, or a proxy that got none (504).
bool isSilence(const wire::HttpReply &reply);

/// Replies to requests whose tags are of operations.h.
void readOperation(const Answer &answer, Sink &sink);
/// The same when nothing came.
void readSilence(const Answer &answer, Sink &sink);

/// GET of the devices: phones first, then browsers; their reply replaces the items "device".
wire::HttpRequest askDevices(const wire::SessionFacts &facts);
wire::HttpRequest askHistory(const wire::SessionFacts &facts, const QString &image);

} // namespace fw::dialects::imagetools
