/** A visitor has one conversation a site, so its id follows from the visitor's: it exists before anything was written. */
export function conversationOf(visitor: string): string {
  return `cnv_${visitor.slice('vis_'.length)}`;
}

/** The way back. */
export function visitorOf(conversation: string): string {
  return `vis_${conversation.slice('cnv_'.length)}`;
}

/**
 * Ids of what a request makes follow from who asked (session, seq). The same request again, on another node or after a store that went
 * back, makes the same invitation and takes the same slot instead of a second one.
 */
export function invitationIdOf(session: string, seq: number): string {
  return `inv_${session}_${seq}`;
}

export function holdIdOf(invitation: string): string {
  return `clm_${invitation.slice('inv_'.length)}`;
}

export function engagementIdOf(invitation: string): string {
  return `eng_${invitation.slice('inv_'.length)}`;
}

/**
 * The claim by which `team` takes a slot for the next owner of a conversation. Nodes that race for one queued conversation name the same
 * claim and so take the same slot; a claim of an epoch that is over can never be bound again.
 */
export function ringClaimOf(conversation: string, epoch: number, team: string): string {
  return `clm_${conversation.slice('cnv_'.length)}_${epoch}_${team.slice('team_'.length)}`;
}
