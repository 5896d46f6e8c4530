import { describe, expect, it } from 'vitest';
import { at, createEntrance } from '../../src/redis/link/entrance.ts';
import { createShards, firstKeyOf, readRedirect } from '../../src/redis/link/shards.ts';
import { slotOf } from '../../src/redis/slot.ts';

describe('who holds what', () => {
  it('[ST89] is read from what a server says, in its own name or without one', () => {
    const shards = createShards();
    shards.learn(
      [
        [0, 8_191, ['10.0.0.1', 6379, 'id'], ['10.0.0.9', 6379, 'replica']],
        [8_192, 16_000, ['', 6380, 'id']],
        [16_001, 16_383, ['::1', 6381, 'id']],
      ],
      'redis.example',
    );
    expect(shards.masters()).toEqual(['10.0.0.1:6379', 'redis.example:6380', '[::1]:6381']);
    expect([slotOf('a'), shards.ownerOf('a')]).toEqual([15_495, 'redis.example:6380']);
    shards.move(15_495, '10.0.0.7:6379');
    expect(shards.ownerOf('a')).toBe('10.0.0.7:6379');
    shards.learn([[0, 10, ['10.0.0.1', 6379]]], '');
    expect(shards.ownerOf('a')).toBeUndefined();
  });

  it.each([
    ['MOVED 3999 127.0.0.1:6381', { kind: 'MOVED', slot: 3999, address: '127.0.0.1:6381' }],
    ['ASK 3999 :6381', { kind: 'ASK', slot: 3999, address: 'asked.example:6381' }],
    ['MOVED 1 ::1:6381', { kind: 'MOVED', slot: 1, address: '[::1]:6381' }],
    ['CLUSTERDOWN The cluster is down', undefined],
  ])('[ST89] %j', (message, redirect) => expect(readRedirect(message, 'asked.example')).toEqual(redirect));

  it.each([
    [['GET', 'k'], 'k'],
    [['EVALSHA', 'sha', '2', 'k', 'l', 'x'], 'k'],
    [['EVAL', 'return 1', '0'], undefined],
    [['PUBLISH', 'channel', 'text'], undefined],
    [['SCAN', '0'], undefined],
  ])('[ST89] the way of %j is by %j', (command, key) => expect(firstKeyOf(command)).toBe(key));

  it('[ST89] another server is asked with the same name, password and protection, each in its turn', () => {
    const url = 'rediss://till:side@redis.example:7000';
    expect(at(url, '[::1]:6381')).toBe('rediss://till:side@[::1]:6381');
    const shards = createShards();
    const entrance = createEntrance(url, shards);
    const hosts = () => {
      entrance.connect();
      return entrance.host();
    };
    expect([hosts(), hosts()]).toEqual(['redis.example', 'redis.example']);
    shards.move(1, '10.0.0.1:1');
    expect([hosts(), hosts(), hosts()]).toEqual(['redis.example', '10.0.0.1', 'redis.example']);
  });
});
