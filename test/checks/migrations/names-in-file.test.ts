import { expect, test } from 'vitest';
import { definitionsIn } from '../../../src/checks/migrations/names-in-file.js';
import { cpuMs } from '../pins/cpu-time.js';

const names = (path: string, text: string): readonly string[] =>
  definitionsIn(path, text).map(({ name, stored }) => (stored === undefined ? name : `${name} (${stored})`));

test.each([
  [
    'modules around a class are part of its name, by their indentation',
    'app/models/notifications/rss_feed_item.rb',
    'module Notifications\n  class RssFeedItem < Notification\n    def x\n    end\n  end\nend\n',
    ['Notifications::RssFeedItem (rows may hold its name)'],
  ],
  [
    'modules on the same line',
    'app/models/a.rb',
    'module Notifications; class RssFeedItem < Notification; end; end\nclass Other < Thing\nend\n',
    ['Notifications::RssFeedItem (rows may hold its name)', 'Other (rows may hold its name)'],
  ],
  [
    'without indentation, by `end`',
    'app/models/a.rb',
    'module A\nclass B < C\nend\nclass D < C\nend\nend\nclass E < C\nend\n',
    ['A::B (rows may hold its name)', 'A::D (rows may hold its name)', 'E (rows may hold its name)'],
  ],
  [
    'the root of a family counts as soon as it has children; a plain record does not',
    'app/models/a.rb',
    'class Notification < ApplicationRecord\nend\nclass Rss < Notification\nend\nclass Tag < ApplicationRecord\nend\n',
    ['Notification (rows may hold its name)', 'Rss (rows may hold its name)', 'Tag'],
  ],
  [
    'what others point to by type and id',
    'app/models/post.rb',
    'class Post < ApplicationRecord\n  has_many :comments, as: :commentable\nend\n',
    ['Post (rows of other tables may hold its name)'],
  ],
  [
    'jobs, channels, errors, controllers',
    'app/jobs/mail_job.rb',
    'class MailJob < ApplicationJob\n  class TooLate < StandardError; end\nend\n',
    ['MailJob (queued jobs may hold its name)', 'MailJob::TooLate'],
  ],
  [
    'comments, heredocs and class methods are no classes',
    'app/models/a.rb',
    '# class A < B\n=begin\nclass C < D\n=end\nclass E < F\n  class << self\n    SQL = <<~TEXT\n      class G < H\n    TEXT\n  end\nend\n__END__\nclass I < J\n',
    ['E (rows may hold its name)'],
  ],
  [
    'a model of Django is named by its application; its own root is not stored',
    'shop/models.py',
    'class Basket(models.Model):\n    class Meta:\n        pass\n\nclass Gift(Basket):\n    """\nclass No(Basket):\n    """\n',
    ['shop.Basket (content types hold its name)', 'shop.Basket.Meta', 'shop.Gift (rows may hold its name)'],
  ],
  [
    'a task of Celery, by its module or by the name it has',
    'src/shop/tasks.py',
    '@app.task(\n    bind=True,\n)\ndef send(self):\n    pass\n\n@shared_task(name="mail.later")\ndef later():\n    pass\n\ndef plain():\n    pass\n',
    ['shop.tasks.send (queued jobs may hold its name)', 'mail.later (queued jobs may hold its name)'],
  ],
  [
    'what pickles itself',
    'src/shop/price.py',
    'class Price:\n    def __getstate__(self):\n        return {}\n',
    ['shop.price.Price (what was serialised may hold its name)'],
  ],
  [
    'PHP: the namespace, morph relations, jobs',
    'app/Models/Post.php',
    '<?php\nnamespace App\\Models;\n/* class No extends Base {} */\nfinal class Post extends Model\n{\n  public function tags() { return $this->morphMany(Tag::class, "x"); }\n}\nclass Late implements ShouldQueue {}\nclass Plain extends Model {}\n',
    [
      'App\\Models\\Post (rows of other tables may hold its name)',
      'App\\Models\\Late (queued jobs may hold its name)',
      'App\\Models\\Plain',
    ],
  ],
  [
    'TypeORM and Sequelize',
    'src/entities/content.ts',
    "@ChildEntity()\nexport class Photo extends Content {\n}\n\n@Entity()\nexport class Plain {}\nconst x = sequelize.define('Basket', {}, {});\n",
    ['Photo (rows may hold its name)', 'Plain', 'Basket'],
  ],
  [
    'C#',
    'src/Models/Gift.cs',
    'namespace Shop;\npublic class Gift : Basket\n{\n}\n',
    ['Gift (rows may hold its name)'],
  ],
  [
    'Elixir: a worker of Oban',
    'lib/shop/mail.ex',
    'defmodule Shop.Mail do\n  use Oban.Worker, queue: :mail\nend\n',
    ['Shop.Mail (queued jobs may hold its name)'],
  ],
  [
    'Java',
    'src/main/java/shop/models/Gift.java',
    'package shop.models;\n\n@Entity\npublic class Gift extends Basket {\n}\n',
    ['shop.models.Gift (rows may hold its name)'],
  ],
  [
    'Python: bases on lines of their own, as Black writes them',
    'shop/models.py',
    'class Cat(\n    Animal,  # (with a comment\n    metaclass=make(1),\n):\n    pass\n\nclass Plain(\n    models.Model,\n):\n    pass\n',
    ['shop.Cat (rows may hold its name)', 'shop.Plain (content types hold its name)'],
  ],
  [
    'Django: an abstract model has no content type, and no other class has one',
    'shop/models.py',
    'class Dated(models.Model):\n    class Meta:\n        abstract = True\n\nclass User(AbstractUser):\n    pass\n\nclass Query(models.QuerySet):\n    pass\n\nclass Row(db.Model):\n    pass\n',
    ['shop.Dated', 'shop.Dated.Meta', 'shop.User (content types hold its name)', 'shop.Query', 'shop.Row'],
  ],
  [
    'Celery: tasks that are made of functions',
    'shop/tasks.py',
    'def send():\n    pass\n\nlater = app.task(send)\nbound = app.task(bind=True)(mail.post)\nnamed = shared_task(\n    send, name="mail.named",\n)\ncount = 3\n',
    [
      'shop.tasks.send (queued jobs may hold its name)',
      'shop.tasks.post (queued jobs may hold its name)',
      'mail.named (queued jobs may hold its name)',
    ],
  ],
  [
    'Ruby: the class above on the next line',
    'app/models/a.rb',
    'class Unicorn <\n  Animal\nend\nclass Horse \\\n  < Animal # x\nend\nPony = Class.new(\n  Animal\n)\nclass Tag < # a\n    ApplicationRecord\nend\n',
    ['Unicorn (rows may hold its name)', 'Horse (rows may hold its name)', 'Pony (rows may hold its name)', 'Tag'],
  ],
  [
    'TypeScript: the class above on the next line',
    'src/models/a.ts',
    'export class Gift\n  extends Basket // x\n  implements Thing\n{\n}\nexport class Plain {\n  x() { extends Basket }\n}\n',
    ['Gift (rows may hold its name)', 'Plain'],
  ],
  [
    'what asks for rows (PHP)',
    'app/Entities/Popular.php',
    '<?php\nclass Popular extends EntityQuery\n{\n}\n',
    ['Popular'],
  ],
  [
    'PHP: the class above on the next line',
    'app/Models/A.php',
    '<?php\nclass Gift\n    extends Basket\n{\n}\n',
    ['Gift (rows may hold its name)'],
  ],
  ['a file of no language', 'app/models/README.md', 'class A < B\n', []],
])('%s', (_name, path, text, expected) => {
  expect(names(path, text)).toEqual(expected);
});

test.each([
  ['app/models/a.rb', 'class A < '.repeat(60_000)],
  ['app/models/a.rb', 'class A < B; '.repeat(30_000)],
  ['app/models/a.rb', '<<A\n'.repeat(30_000)],
  ['app/models/a.rb', 'class A < B\n'.repeat(15_000)],
  ['app/models/a.rb', 'module A\nclass B < C\n'.repeat(8000)],
  ['app/models.py', '"""'.repeat(90_001)],
  ['app/models.py', '@app.task(\n'.repeat(30_000)],
  ['app/models.py', 'class A(\n'.repeat(20_000)],
  ['app/models.py', 'a = app.task((\n'.repeat(15_000)],
  ['app/models/a.rb', 'class A <\n'.repeat(20_000)],
  ['src/entities/a.ts', 'class A\n'.repeat(30_000)],
  ['app/Models/A.php', '/*'.repeat(115_000)],
  ['src/entities/a.ts', '@x\n'.repeat(60_000)],
  ['src/entities/a.ts', `class A<${'<'.repeat(900)}\n`.repeat(1000)],
])('a hostile file is read in no time: %s', (path, text) => {
  const started = process.cpuUsage();
  definitionsIn(path, text);
  expect(cpuMs(started)).toBeLessThan(5000);
});
