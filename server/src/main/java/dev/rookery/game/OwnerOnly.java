package dev.rookery.game;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// An entity that its owner alone is told of: a card in a hand, a secret order. No byte that anybody else is sent depends
/// on it: not on its fields, not on its id, not on its being there. If it has no owner, or a bot owns it, nobody is told.
///
/// In the rules it is an entity like any other: [Room#spawn], [Room#entities], [Room#entity], [Player#find]. What differs:
///
/// - Every field that travels travels to the owner, whatever its [Audience]. `smooth` fields step, and the class cannot be
///   [Ballistic].
/// - It lies in no interest cell: its owner has it wherever he looks, and no view follows it.
/// - A reference to it in a field or an event that others see is null to everybody, the owner included. It arrives in a
///   field for the owner alone, in a field of another such entity of the same owner, and in an event told to the owner.
/// - A player can own 256 of them at once, and 256 can be without owner; [Room#spawn] refuses more. They do not count
///   towards [GameType#maxEntities], and have ids of their own, see [Entity#id].
/// - When one of a player's changes, all of that player's are sent again, in the snapshot of that tick. So they cost
///   nothing while they rest, and a hand that changes in every tick should be small.
///
/// To hand one over, despawn it and spawn it for the new owner. What the rules tell others with its values, in events or
/// in public fields, is theirs to decide.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface OwnerOnly {}
